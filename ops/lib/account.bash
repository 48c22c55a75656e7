# Who Postgres and RabbitMQ run as. Neither is run as root: then they get a user of their own.
# shellcheck shell=bash

service_user=muster

# What stands before a command that is to run as the servers' user; nothing when we are an ordinary user ourselves.
service_prefix=()
((EUID != 0)) || service_prefix=(setpriv "--reuid=$service_user" "--regid=$service_user" --clear-groups --no-new-privs)

# as_service COMMAND…: as the user of the servers, from a directory it can read.
as_service() (
    cd / && exec "${service_prefix[@]}" "$@"
)

# launch_service PIDFILE LOG COMMAND…: as the servers' user.
launch_service() {
    local pid_file=$1 log=$2
    shift 2
    launch "$pid_file" "$log" "${service_prefix[@]}" "$@"
}

# make_service_user: once a machine, only as root.
make_service_user() {
    ((EUID == 0)) || return 0
    getent passwd "$service_user" >/dev/null && return 0
    useradd --system --user-group --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin --comment 'Muster servers' "$service_user" ||
        die "cannot make the system user $service_user. Make it, or start this command without root."
}

# place_data: finds where the servers keep their files. In the home, unless root's servers could not get there
# (a checkout below /root): then below /var/lib/muster, with a link in the home.
place_data() {
    data=$home/data
    if [[ -L $data ]]; then
        data=$(readlink "$data")
    elif [[ ! -d $data ]] && ! as_service test -x "$home"; then
        data=/var/lib/muster/$(printf '%s' "$home" | sha256sum | cut -c1-16)
        install -d -m 0755 /var/lib/muster
        ln -s "$data" "$home/data"
    fi
    if [[ ! -d $data ]]; then
        if ((EUID == 0)); then
            install -d -m 0700 -o "$service_user" -g "$service_user" "$data"
        else
            install -d -m 0700 "$data"
        fi
    fi
}

# put_for_service FILE [MODE]: writes standard input to a file that belongs to the servers' user.
put_for_service() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    as_service sh -c 'umask 077; cat >"$1.new" && chmod "$2" "$1.new" && mv -f "$1.new" "$1"' _ "$1" "${2:-0600}"
}
