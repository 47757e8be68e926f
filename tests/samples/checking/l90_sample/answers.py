"""Right and wrong answers of the sample room."""

from foedus.checking import Answers

MASK = 'treaties["kind"] == "defence"'

ANSWERS = {
    "90.1": Answers(
        reference='many = (treaties["members"] > 2).sum()',
        alternatives={
            "int": 'many = len(treaties[treaties["members"] > 2])',
            "float": 'many = float(treaties["members"].gt(2).sum())',
            "loop": 'many = sum(1 for n in treaties["members"] if n > 2)',
        },
        wrong=(
            ("many = len(treaties)", "all-rows"),
            ('many = treaties.loc[treaties["members"] > 2, "members"].sum()', "members-added"),
            ('many = (treaties["members"] <= 2).sum()', "few-counted"),
            ('many = treaties["members"].nunique()', "distinct-sizes"),
            ("many = 7.5", "two-included"),
        ),
    ),
    "90.2": Answers(
        reference=f'pacts = treaties.loc[{MASK}, "name"]',
        alternatives=(
            f'pacts = set(treaties.loc[{MASK}, "name"])',
            f'pacts = sorted(treaties.loc[{MASK}, "name"], reverse=True)',
            f"pacts = treaties.loc[{MASK}].set_index('name').index",
            f'pacts = treaties.loc[{MASK}, ["name"]]',
        ),
        wrong=(
            ('pacts = list(treaties["name"])', "everything"),
            ('pacts = treaties.loc[treaties["kind"] != "defence", "name"]', "opposite"),
            (f'pacts = treaties.loc[{MASK}, "kind"]', "kinds-not-names"),
            (
                'pacts = treaties.loc[treaties["kind"].str.contains("defence|non"), "name"]',
                "nonaggression-too",
            ),
        ),
    ),
    "90.3": Answers(
        reference='kinds = treaties["kind"].value_counts()',
        alternatives=(
            'kinds = treaties.groupby("kind").size()',
            'kinds = treaties["kind"].value_counts().to_dict()',
            'kinds = treaties["kind"].value_counts().reset_index()',
            'kinds = list(treaties["kind"].value_counts().items())',
        ),
        wrong=(
            ('kinds = treaties["kind"].value_counts(normalize=True)', "shares"),
            ('kinds = treaties.groupby("kind")["members"].sum()', "members-summed"),
            ('kinds = treaties.groupby("kind")["year"].min()', "first-years"),
            ('kinds = treaties["name"].value_counts()', "names-counted"),
        ),
    ),
    "90.4": Answers(
        reference='modern = treaties.loc[treaties["year"] > 1900, ["name", "year"]]',
        alternatives=(
            'modern = treaties[treaties["year"] > 1900]',
            'modern = treaties[["year", "name"]].query("year >= 1901").sort_values("year")',
            'modern = treaties.query("year > 1900").set_index("name")[["year"]]',
            'modern = treaties.query("year > 1900").set_index("name")["year"]',
            'modern = treaties.query("year > 1900").to_dict("records")',
        ),
        wrong=(
            ('modern = treaties[treaties["year"] < 1900]', "before"),
            ("modern = treaties", "everything"),
            ('modern = treaties.loc[treaties["year"] > 1900, "name"]', "names-only"),
            ('modern = treaties[treaties["year"] > 1945]', "after-the-war"),
        ),
    ),
    "90.5": Answers(
        reference="def century(year):\n    return (year - 1) // 100 + 1",
        alternatives=(
            "def century(year):\n    return (year + 99) // 100",
            "century = lambda year: -(-year // 100)",
            "import math\ndef century(year):\n    return float(math.ceil(year / 100))",
        ),
        wrong=(
            ("def century(year):\n    return year // 100", "digits"),
            ("def century(year):\n    return int(str(year)[:2]) + 1", "hundreds-early"),
            ("def century(year):\n    return str((year + 99) // 100)", "text"),
            ("def century(year):\n    return round(year / 100)", "rounded"),
        ),
    ),
    "90.6": Answers(
        reference='bars = alt.Chart(treaties).mark_bar().encode(x="name:N", y="members:Q")',
        alternatives=(
            'bars = alt.Chart(treaties).mark_bar().encode(alt.X("name"), alt.Y("members"))',
            """
x, y = alt.X("name").sort("-y"), alt.Y(field="members", type="quantitative")
bars = alt.Chart(treaties, title="T").mark_bar(size=3).encode(x, y, color="kind")
""",
            """
base = alt.Chart(treaties).encode(x="name", y="members")
bars = base.mark_bar() + base.mark_text()
""",
            'bars = alt.Chart(treaties).mark_bar().encode(x="name", y="members").to_dict()',
        ),
        wrong=(
            ('bars = alt.Chart(treaties).mark_bar().encode(y="name", x="members")', "swapped"),
            ('bars = alt.Chart(treaties).mark_bar().encode(x="name", y="year")', "years"),
            ('bars = alt.Chart(treaties).mark_bar().encode(x="name", y="count()")', "counted"),
            ('bars = alt.Chart(treaties).mark_bar().encode(x="kind", y="members")', "kinds"),
        ),
    ),
}
