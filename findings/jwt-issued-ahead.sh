#!/usr/bin/env bash
# PyJWT 2.15.1, joserfc 1.8.0: a token whose issuer's clock is some seconds ahead is refused.
#
# Expected: `iat` says how old a token is (RFC 7519, 4.1.6); only `exp` and `nbf` decide whether it is valid.
# Really:   an `iat` in the future is an error, with a leeway of 0 by default. python-jose 3.5.0 accepts it.
# A user meets: sign-ins that fail now and then, since the clocks of two machines differ; a GitHub App or service account
#           that is refused by a receiver that was written with one of these.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with PyJWT==2.15.1 joserfc==1.8.0 python-jose==3.5.0
run_python 60 <<'END'
import time
import jose.jwt, jwt
from joserfc import jwk
from joserfc import jwt as joserfc_jwt
from observed import observe

key = "k" * 32

def accepted(**claims):
    """Who takes a token with these claims."""
    token, names = jwt.encode({"sub": "ana", **claims}, key, "HS256"), []
    for name, check in [
        ("PyJWT", lambda: jwt.decode(token, key, algorithms=["HS256"])),
        ("joserfc", lambda: joserfc_jwt.JWTClaimsRegistry().validate(
            joserfc_jwt.decode(token, jwk.OctKey.import_key(key)).claims)),
        ("python-jose", lambda: jose.jwt.decode(token, key, algorithms=["HS256"])),
    ]:
        try:
            check()
            names.append(name)
        except Exception as error:
            print("   ", name, type(error).__name__)
    return names

now = int(time.time())
observe("issued a minute ago", accepted(iat=now - 60, exp=now + 600), ["PyJWT", "joserfc", "python-jose"])
observe("issued in 10 s", accepted(iat=now + 10, exp=now + 600), ["python-jose"])
observe("no iat", accepted(exp=now + 600), ["PyJWT", "joserfc", "python-jose"])
END
