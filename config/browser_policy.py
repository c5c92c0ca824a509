"""What a browser may do with a reply: the Content-Security-Policy and the Permissions-Policy, each with what needs it."""

from __future__ import annotations

from csp.constants import NONE, SELF

# A file is read by a program of its own and needs nothing of us. Chromium does not show a PDF in a sandbox at all, so that has none.
PDF_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
FILE_POLICY = f"{PDF_POLICY}; sandbox"

# Of everything that a browser can do for a page, the portal uses passkeys only; the rest is refused, also for what might get in.
REFUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("usb", "xr-spatial-tracking"),
)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{feature}=()" for feature in REFUSED), *(f"{feature}=(self)" for feature in PASSKEYS)])


def content_policy(sign_on_origin: str) -> dict[str, dict[str, list[str]]]:
    """The policy of every page, the admin included: no inline style or script anywhere. Objects, frames, workers and the rest: none."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],  # the logo of a municipality, the code for an app, icons of NL Design System
            "font-src": [SELF],
            "connect-src": [SELF],  # htmx on the overview
            # A browser also looks at where a form's answer leads: to the single sign-on.
            "form-action": [SELF, sign_on_origin] if sign_on_origin else [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
        }
    }
