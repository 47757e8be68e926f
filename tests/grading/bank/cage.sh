# Make everything read-only but one folder, start the listener, then run a command.
# Arguments: the folder, a home folder to hide, what to keep of it (joined by ":"), then five words
# that start the listener, then the command. Runs in namespaces of its own, see field.py.
set -eu
field=$1 home=$2 kept=$3
shift 3

ip link set lo up 2>/dev/null || true
mount --make-rprivate /
mount --bind "$field" "$field"
for place in /dev/shm /run /var/tmp; do
    [ -d "$place" ] && mount -t tmpfs -o size=64m,mode=1777 tmpfs "$place"
done
case "$field" in
    "$home"/*) ;;
    *)
        mkdir -p "$field/kept"
        mount -t tmpfs -o size=1m tmpfs "$field/kept"
        at=0
        old=$IFS
        IFS=:
        for one in $kept; do
            at=$((at + 1))
            mkdir "$field/kept/$at"
            mount --rbind "$one" "$field/kept/$at"
        done
        mount -t tmpfs -o size=1m tmpfs "$home"
        at=0
        for one in $kept; do
            at=$((at + 1))
            case "$one" in
                "$home"/*)
                    mkdir -p "$one"
                    mount --rbind "$field/kept/$at" "$one"
                    ;;
            esac
        done
        IFS=$old
        umount -l "$field/kept"
        ;;
esac
mount -o remount,bind,ro /
"$1" "$2" "$3" "$4" &
shift 4
ulimit -c 0
sleep 0.3
exec "$@"
