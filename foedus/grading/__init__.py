"""Judge notebooks: one learner's at home, or a folder of thousands that nobody trusts."""
