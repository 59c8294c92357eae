"""Pages that stand in an article's place: a request for consent, a paywall, a check for robots.

A text is taken for such a page only if it is short *and* holds one of these phrases: a long article may
well be about cookies, and quote their banners.

PURE.
"""

import re

SHORT = 1_000  # characters

PHRASES = {
    "a request to turn on JavaScript": (
        r"(enable|turn on|activate) (java ?script|js\b)",
        r"java ?script (is|has been|seems to be) (disabled|turned off|not (enabled|available))",
        r"(requires|needs|without) java ?script",
        r"java ?script (aktivieren|ist deaktiviert)",
        r"activer java ?script|activar? java ?script|abilita(re)? java ?script",
    ),
    "a check for robots": (
        r"(verify|confirm|prove|make sure|checking if)( that)? (you are|you're|you are not|you're not)"
        r"( a| an)? (human|robot|bot)",
        r"checking your browser",
        r"checking if the site connection is secure",
        r"unusual (traffic|activity) from your",
        r"(complete|solve) the (captcha|challenge|puzzle)",
        r"are you a (robot|human)\?",
    ),
    "a request to accept cookies": (
        r"(accept|allow|agree to|reject) (all )?(the )?(use of )?cookies",
        r"accept all\b.{0,80}\b(reject|manage|decline)",
        r"(we|partners|vendors) (and our \S+ )?(use|store).{0,60}\bcookies\b.{0,200}\b(consent|accept|agree)",
        r"manage (your )?(cookie|privacy|consent) (settings|preferences|choices)",
        r"alle cookies akzeptieren|cookies? zustimmen|einwilligung.{0,80}cookies",
        r"accepter (tous )?les cookies|accepter et continuer|continuer sans accepter",
        r"aceptar (todas )?(las )?cookies|accett(a|are) (tutti )?i cookie",
    ),
    "a paywall": (
        r"(subscribe|sign up|register|log in|sign in)( now| today)?( or \w+( \w+)?)? to "
        r"(continue|keep|read|finish|unlock|access|view)",
        r"to (continue|keep) reading,? (\w+ )?(subscribe|sign|log|register|please|you|become|create)",
        r"(already a|for|only for|exclusive to) (our )?(subscribers?|members?)( only)?\b.{0,40}"
        r"(log in|sign in|content|article)",
        r"(this|the) (article|content|story|page) is (only |exclusively )?(for|available to|reserved for)"
        r" (our |paying |registered )*(subscribers|members)",
        r"you('ve| have) (reached|used) (your|all your|the) .{0,40}(free|limit)",
        r"(jetzt|weiter) ?lesen mit|nur für abonnent|mit (einem )?abo weiterlesen",
        r"réservé(e)? (à nos |aux )abonnés|contenido exclusivo para suscriptores",
    ),
}
FORMS = {what: re.compile("|".join(phrases), re.IGNORECASE) for what, phrases in PHRASES.items()}


def stands_in_for(text: str) -> str:
    """What a short text is instead of an article; empty if it may be one."""
    if len(text) > SHORT:
        return ""
    words = " ".join(text.replace("’", "'").split())
    return next((what for what, form in FORMS.items() if form.search(words)), "")
