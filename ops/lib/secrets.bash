# Secrets are files, 0600 in a directory 0700; they never stand in an argument list.
# shellcheck shell=bash

# make_secret NAME: 192 random bits as hexadecimal digits, once.
make_secret() {
    local file=$secrets/$1
    [[ -s $file ]] && return 0
    (
        umask 077
        openssl rand -hex 24 >"$file.new"
    )
    mv -f "$file.new" "$file"
}

# put_secret NAME: standard input becomes the secret.
put_secret() {
    (
        umask 077
        cat >"$secrets/$1.new"
    )
    mv -f "$secrets/$1.new" "$secrets/$1"
}

secret() { cat "$secrets/$1"; }

# broker_hash NAME: the secret as RabbitMQ stores it: base64(salt + sha256(salt + password)), salt of four bytes.
broker_hash() {
    local salt
    salt=$(openssl rand -hex 2)
    {
        printf '%s' "$salt"
        { printf '%s' "$salt" && secret "$1" | tr -d '\n'; } | openssl dgst -sha256 -binary
    } | base64 -w 0
}
