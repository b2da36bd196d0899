"""Lists and pages in each publisher's shape, with made-up releases; `{site}` is where they are served."""

import json
from dataclasses import dataclass

TITLE = "Ardia and Belmark close tin talks"
FIRST = "Minister Ana Röst met Secretary Ole Dahl in Vessby on May 2."
SECOND = "The two sides agreed to open a joint smelter by June 30."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
DAY = "2024-05-03"


@dataclass(frozen=True)
class Shape:
    """The list of a publisher, the path of its one release and the page there."""

    listing: str
    path: str
    page: str


def rows(row: str) -> str:
    return f'<html><body><a href="/">Home</a><main>{row}</main></body></html>'


def detail(inner: str) -> str:
    return (
        "<!DOCTYPE html><html><head><title>News</title></head><body><nav>Home | News</nav>"
        f"{inner}<footer>All rights reserved</footer></body></html>"
    )


def rss(path: str, date: str = "Fri, 03 May 2024 09:00:00 GMT") -> str:
    stamp = f"<pubDate>{date}</pubDate>" if date else ""
    return (
        "<rss><channel><title>News</title><link>{site}/</link>"
        f"<item><title>{TITLE}</title><link>{{site}}{path}</link>{stamp}</item></channel></rss>"
    )


def listing(slug: str) -> tuple[str, str]:
    """Return the rows of a listing page and the path they lead to."""
    path = {
        "kr-motie": "/eng/article/EATCLdfa319ada/2103/view",
        "jp-meti": "/english/press/2024/0503_001.html",
        "us-ustr": "/about/policy-offices/press-office/press-releases/2024/may/tin-talks",
        "us-commerce": "/news/press-releases/2024/05/tin-talks",
        "sg-mti": "/newsroom/tin-talks/",
        "sg-mfa": "/newsroom/press-statements-transcripts-and-photos/tin-talks/",
        "au-trade": "/minister/jo-vale/media-release/tin-talks",
        "xx-iea": "/news/tin-talks",
    }[slug]
    link = f'<a href="{path}">{TITLE}</a>'
    card = f'<a href="{path}"><time>3 May 2024</time><h3>{TITLE}</h3><p>Minister Ana</p></a>'
    row = {
        "kr-motie": """<ul><li><a href="javascript:article.view('2103','2');"><div>"""
        f'<strong class="title">{TITLE}</strong><p class="info"><span class="cont">Minister Ana</span>'
        f'<span class="date"><i>date</i>{DAY}</span></p></div></a></li></ul>',
        "jp-meti": f'<ul class="date_title"><li>May 3, 2024 {link}</li></ul>',
        "us-ustr": f'<ul class="listing"><li>05/03/2024 {link}</li><li><a href="/about">About</a></li></ul>',
        "us-commerce": f'<div class="views-row"><h2>{link}</h2><time datetime="{DAY}">May 3</time></div>',
        "sg-mti": f'<a href="/newsroom/speeches/">Speeches</a>{card}',
        "sg-mfa": card,
        "au-trade": f'<div class="views-row"><h3>{link}</h3><span class="date">3 May 2024</span></div>',
        "xx-iea": f'<div class="m-news-detailed-listing"><a class="m-news-detailed-listing__link" '
        f'href="{path}">'
        f'<span class="a-tag-small">mining</span><h5 class="m-news-detailed-listing__title">{TITLE}</h5>'
        '<div class="m-news-detailed-listing__date">3 May 2024</div></a></div>',
    }[slug]
    return rows(row), path


def listed(slug: str, page: str) -> Shape:
    text, path = listing(slug)
    return Shape(text, path, detail(page))


def answer(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


H1 = f"<h1>{TITLE}</h1>"
WHITE_HOUSE = "/briefings-statements/2024/05/tin-talks/"
CANADA = "/en/global-affairs/news/2024/05/tin-talks.html"
WTO = "/english/news_e/news24_e/tin_03may24_e.htm"
GOVUK = "/government/news/tin-talks"
REGISTER = "/documents/2024/05/03/2024-09123/tin-talks"
EU = "IP/24/2164"

SHAPES = {
    "kr-motie": listed(
        "kr-motie",
        f'<div class="board-detail"><h3 class="title">{TITLE}</h3><p class="date">Registration date{DAY}</p>'
        f'<ul class="file"><li>Attached file</li></ul></div><div class="detail-cont">{BODY}</div>',
    ),
    "jp-meti": listed(
        "jp-meti", f'<div id="__main_contents">{H1}<p id="__rdo_date">May 3, 2024</p>{BODY}</div>'
    ),
    "us-ustr": listed(
        "us-ustr",
        f'{H1}<div class="field--name-field-date">05/03/2024</div><div class="field--name-body">{BODY}</div>',
    ),
    "us-commerce": listed(
        "us-commerce",
        f'{H1}<div class="field--name-field-release-date"><time datetime="{DAY}T12:00:00Z">May</time></div>'
        f'<div class="field--name-body">{BODY}<div class="addtoany">Share</div></div>',
    ),
    "sg-mti": listed(
        "sg-mti", f'{H1}<div class="date">3 May 2024</div><div class="content-body">{BODY}</div>'
    ),
    "sg-mfa": listed(
        "sg-mfa", f'{H1}<div class="article-date">3 May 2024</div><div class="article-content">{BODY}</div>'
    ),
    "au-trade": listed(
        "au-trade",
        f'{H1}<div class="field--name-field-date">03/05/2024</div><div class="field--name-body">{BODY}</div>',
    ),
    "xx-iea": listed(
        "xx-iea",
        f'{H1}<div class="m-article-date">3 May 2024</div><div class="m-block__content">{BODY}</div>',
    ),
    "us-whitehouse": Shape(
        rss(WHITE_HOUSE),
        WHITE_HOUSE,
        detail(
            f'<h1 class="wp-block-whitehouse-topper__headline">{TITLE}</h1><div class="wp-block-post-date">'
            f'<time datetime="{DAY}T10:00:00-04:00">May 3</time></div><div class="entry-content">{BODY}</div>'
        ),
    ),
    "us-state": Shape(
        rss("/tin-talks/"),
        "/tin-talks/",
        detail(
            f'<h1 class="featured-content__headline">{TITLE}</h1>'
            f'<p class="article-meta__publish-date">May 3, 2024</p><div class="entry-content">{BODY}</div>'
        ),
    ),
    "in-pib": Shape(
        rss("/PressReleaseIframePage.aspx?PRID=2019123", date=""),
        "/PressReleaseIframePage.aspx?PRID=2019123",
        detail(
            '<div class="innner-page-main-about-us-content-right-part">'
            f'<div class="MinistryNameSubhead">Ministry</div><h2>{TITLE}</h2>'
            '<div class="ReleaseDateSubHeaddateTime">Posted On: 03 MAY 2024 5:05PM by PIB Delhi</div>'
            f"{BODY}</div>"
        ),
    ),
    "xx-wto": Shape(
        rss(WTO),
        WTO,
        detail(f'<div class="centerCol">{H1}<p class="newsDate">3 May 2024</p>{BODY}</div>'),
    ),
    "ca-gac": Shape(
        answer(
            {
                "feed": {
                    "entry": [{"title": TITLE, "link": "{site}" + CANADA, "publishedDate": f"{DAY}T10:00:00"}]
                }
            }
        ),
        CANADA,
        detail(
            f'<main>{H1}<p class="newsroom-date">May 3, 2024 - Vessby</p>'
            f'<div class="mwsgeneric-base-html">{BODY}</div></main>'
        ),
    ),
    "uk-govuk": Shape(
        answer({"results": [{"title": TITLE, "link": GOVUK, "public_timestamp": f"{DAY}T09:00:00Z"}]}),
        f"/api/content{GOVUK}",
        answer(
            {
                "title": TITLE,
                "base_path": GOVUK,
                "first_published_at": f"{DAY}T09:00:00Z",
                "details": {"body": f'<div class="govspeak">{BODY}</div>'},
            }
        ),
    ),
    "eu-commission": Shape(
        answer({"docuLanguageListResources": [{"refCode": EU, "title": TITLE, "eventDate": DAY}]}),
        f"/commission/presscorner/api/documents?reference={EU.replace('/', '%2F')}&language=en",
        answer(
            {
                "docuLanguageResource": {"title": TITLE, "htmlContent": BODY},
                "refCd": EU,
                "eventDate": DAY,
            }
        ),
    ),
    "us-fedreg": Shape(
        answer(
            {
                "results": [
                    {
                        "title": TITLE,
                        "publication_date": DAY,
                        "html_url": "{site}" + REGISTER,
                        "body_html_url": "{site}/documents/full_text/html/2024/05/03/2024-09123.html",
                    }
                ]
            }
        ),
        "/documents/full_text/html/2024/05/03/2024-09123.html",
        f'<div id="fulltext_content_area">{BODY}<span class="printed-page">Page 1</span></div>',
    ),
}
