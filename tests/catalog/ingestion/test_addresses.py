"""Which addresses may be fetched, judged as text."""

import csv
import ipaddress
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from catalog.forms import IngestionForm
from catalog.ingestion.addresses import check_ip, encode, is_public, origins, parse
from catalog.ingestion.errors import AddressRefused
from tests.catalog.ingestion.conftest import SHARED

CASES = SHARED / "cases" / "addresses.tsv"

REFUSED = [
    "",
    "not a url",
    "file:///etc/passwd",
    "ftp://pub.test/a.jpg",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "http:/pub.test/",
    "http:///a.jpg",
    "http://:80/",
    "http://pub.test:0/",
    "http://pub.test:22/",
    "http://pub.test:8080/",
    "http://pub.test:99999/",
    "http://pub.test:abc/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://00000177.0.0.1/",
    "http://2130706433/",
    "http://0/",
    "http://93.184.216.034/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%00.pub.test/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::1%25lo]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[2002:7f00:1::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://[100::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[127.0.0.1]/",
    "http://[::1/",
    "http://10.0.0.1/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://169.254.169.254/latest/meta-data/",
    "http://172.16.0.1/",
    "http://192.0.0.1/",
    "http://192.88.99.1/",
    "http://192.168.1.1/",
    "http://198.18.0.1/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://user@pub.test/",
    "http://127.0.0.1@pub.test/",
    "http://pub.test%40127.0.0.1/",
    "http://pub.test\\@127.0.0.1/",
    "http://127.0.0.1:80\\.pub.test/",
    "http://pub.test/a\nb",
    "http://pub.test/\tb",
    "http://pub.test/\x00",
    " http://pub.test/",
    "http://pub test/",
    "http://pub..test/",
    "http://-pub.test/",
    f"http://{'a' * 64}.test/",
    f"http://{'a.' * 130}test/",
    f"http://pub.test/{'a' * 2048}",
    f"http://pub.test/{'é' * 400}",  # too long once it is encoded
    "http://localhost/",
    "http://internal/",
    "http://db.internal/",
    "http://printer.local/",
    "http://1.0.0.127.in-addr.arpa/",
]

ALLOWED = {
    "http://pub.test/a.jpg": "http://pub.test/a.jpg",
    "https://pub.test": "https://pub.test/",
    "HTTP://PUB.TEST/A.jpg": "http://pub.test/A.jpg",
    "http://pub.test./a.jpg": "http://pub.test/a.jpg",
    "http://pub.test:80/a.jpg": "http://pub.test/a.jpg",
    "http://pub.test:443/a.jpg": "http://pub.test:443/a.jpg",
    "http://93.184.216.34/a.jpg": "http://93.184.216.34/a.jpg",
    "http://[2606:4700:0::6810:1]/a": "http://[2606:4700::6810:1]/a",
    "http://pub.test/?u=http://127.0.0.1/": "http://pub.test/?u=http://127.0.0.1/",
    "http://pub.test/é.jpg": "http://pub.test/%C3%A9.jpg",
    "http://pub.test/01 (494).jpg": "http://pub.test/01%20(494).jpg",
    "http://pub.test/49%20(442).jpg": "http://pub.test/49%20(442).jpg",
    "http://pub.test/100%.jpg": "http://pub.test/100%25.jpg",
    "http://pub.test/a.jpg#frag": "http://pub.test/a.jpg",
    "http://pub.test#@127.0.0.1:22/": "http://pub.test/",
    "http://bücher.test/": "http://xn--bcher-kva.test/",
    "http://my_bucket.pub.test/": "http://my_bucket.pub.test/",
}


@pytest.mark.parametrize("url", REFUSED)
def test_address_that_is_not_plainly_public_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        parse(url)
    assert caught.value.code == "address_refused"
    assert caught.value.message


@pytest.mark.parametrize(("url", "canonical"), ALLOWED.items())
def test_public_address_gets_one_canonical_form(url: str, canonical: str) -> None:
    assert parse(url).url == canonical
    assert parse(canonical).url == canonical


def unescaped(text: str) -> str:
    for sign, meant in (("\\\\", "\0"), ("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t"), ("\0", "\\")):
        text = text.replace(sign, meant)
    return text.replace("...(9016 chars)", "a" * 9000)


def shared_cases() -> list[tuple[str, str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(row[0], unescaped(row[2]), row[3]) for row in rows if row[1] == "url"]


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside the checkout")
def test_shared_addresses_are_judged_as_they_must_be() -> None:
    cases = shared_cases()
    assert len(cases) > 50
    for number, url, must in cases:
        try:
            judged = parse(url)
        except AddressRefused:
            assert must != "allowed", f"case {number}: {url}"
        else:
            assert must != "refused", f"case {number}: {url}"
            assert judged.host != "127.0.0.1"


def test_relative_address_is_judged_where_it_leads() -> None:
    base = "https://pub.test/a/b.html"
    assert parse("../c.jpg", base=base).url == "https://pub.test/c.jpg"
    assert parse("//other.test/c.jpg", base=base).url == "https://other.test/c.jpg"
    for refused in ("//127.0.0.1/", "file:///etc/passwd", "//[::1]/"):
        with pytest.raises(AddressRefused):
            parse(refused, base=base)


def test_trusted_origin_is_exempt_from_address_and_port_rules_only() -> None:
    trusted = origins(["http://127.0.0.1:8001", " https://Stills.lan/ "])
    assert parse("http://127.0.0.1:8001/a.jpg", trusted=trusted).trusted
    assert parse("https://stills.lan:443/a.jpg", trusted=trusted).trusted
    for url in (
        "http://127.0.0.1:8002/a.jpg",
        "https://127.0.0.1:8001/a.jpg",
        "http://127.0.0.1/a.jpg",
        "http://localhost:8001/a.jpg",
        "http://user@127.0.0.1:8001/a.jpg",
        "http://127.0.0.1:8001/a\nb",
        "ftp://127.0.0.1:8001/a.jpg",
    ):
        with pytest.raises(AddressRefused):
            parse(url, trusted=trusted)


@pytest.mark.parametrize(
    "value",
    ["127.0.0.1:8001", "ftp://a.test", "http://a.test/path", "x", "", "http://a:99999", "http://["],
)
def test_trusted_origin_that_is_none_is_refused(value: str, settings: Any) -> None:
    with pytest.raises(AddressRefused, match="INGEST_TRUSTED_ORIGINS is not http://host:port"):
        origins([value])
    settings.INGEST_TRUSTED_ORIGINS = ["http://127.0.0.1:8001", value]
    with pytest.raises(SystemCheckError, match=r"catalog\.E001") as told:
        call_command("check")
    assert "http://127.0.0.1:8001,https://" in str(told.value)  # what to write
    form = IngestionForm({"addresses": "https://example.org/a.jpg"})
    assert "INGEST_TRUSTED_ORIGINS" in str(form.errors["addresses"])


def test_public_ipv6_is_global_unicast_less_its_special_blocks() -> None:
    assert is_public(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))
    assert is_public(ipaddress.ip_address("2a00:1450:4001::2003"))
    assert not is_public(ipaddress.ip_address("4000::1"))
    assert not is_public(ipaddress.ip_address("fe80::1%eth0"))


def test_no_address_that_python_calls_private_is_public() -> None:
    for block in range(256):
        for text in (f"{block}.0.0.1", f"{block}.168.0.1", f"{block}.254.169.254"):
            ip = ipaddress.ip_address(text)
            assert not (is_public(ip) and not ip.is_global), text


def test_nonsense_is_no_address() -> None:
    with pytest.raises(AddressRefused):
        check_ip("not an address")


def test_encoding_twice_changes_nothing() -> None:
    once = encode("http://a.test/é (1) %zz %20\ud800.jpg")
    assert encode(once) == once


@pytest.mark.parametrize(
    "url",
    [
        "http://0x7f.0x0.0x0.0x1/",
        "http://0177.0.0.01/",
        "http://127.0.1/",
        "http://127.0.0.1./",
        "http://127.0.0.1../",
        "http://2130706433./",
        "http://0x/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://4294967296/",
        "http://127.0.0.0x1/",
        "http://1.1/",
        "http://１６９．２５４．１６９．２５４/",
        "http://169。254。169。254/",
        "http://169｡254｡169｡254/",
        "http://②⑤④.1/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[0:0:0:0:0:ffff:7f00:1]/",
        "http://[::7f00:1]/",
        "http://[2001:0000:4136:e378:8000:63bf:3fff:fdd2]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fe80::1%25eth0]/",
        "http://[2606:4700::1%25eth0]/",
        "http://[2606:4700::1%eth0]/",
        "http://[::1]:80/",
        "http://[::1].pub.test/",
        "http://pub.test[::1]/",
        "http://[::1]@pub.test/",
        "http://[]/",
        "http://[:]/",
        "http://[v1.fe80::a]/",
        "http://[v1.a]/",
        "http://[pub.test]/",
        "http://[93.184.216.34]/",
        "http://[localhost]/",
        "http://LOCALHOST/",
        "http://localhost./",
        "http://foo.localhost/",
        "http://localhost.localdomain/",
        "http://ｌｏｃａｌｈｏｓｔ/",
        "http://ⓛocalhost/",
        "http://loc\xadalhost/",
        "http://localhost%2f/",
        "http://metadata/",
        "http://metadata.google.internal/",
        "http://metadata.google.internal./",
        "http://METADATA.GOOGLE.INTERNAL/",
        "http://instance-data/",
        "http://kubernetes.default.svc/",
        "http://kubernetes.default.svc.cluster.local/",
        "http://host.docker.internal/",
        "http://router.home.arpa/",
        "http://nas.lan/",
        "http://x.corp/",
        "http://x.home/",
        "http://x.intranet/",
        "http://x.private/",
        "http://abc.onion/",
        "http://x.local./",
        "http://x.ｌｏｃａｌ/",
        "http://x。local/",
        "http://100.64.0.1/",
        "http://100.127.255.254/",
        "http://192.0.0.192/",
        "http://[fd20:ce::254]/",
        "http://[::ffff:100.100.100.200]/",
        "http://:@pub.test/",
        "http://@pub.test/",
        "http://user:@pub.test/",
        "http://pub.test@/",
        "http://pub.test:80@127.0.0.1/",
        "http://pub.test:080808/",
        "http://pub.test:-80/",
        "http://pub.test:+80/",
        "http://pub.test: 80/",
        "http://pub.test:８０/",
        "http://pub.test:8_0/",
        "http://pub.test:443x/",
        "http://pub.test\\x/",
        "http:\\\\pub.test/",
        "http:/\\pub.test/",
        "\\\\pub.test/",
        "//pub.test/",
        "http//pub.test/",
        "http:pub.test/",
        "HTTP:/pub.test",
        "http://\tpub.test/",
        "http://pub\n.test/",
        "http://pub.test/\r\nHost: x",
        "http://pub.test/a\x7f",
        "http://pub.test/\x1f",
        "\thttp://pub.test/",
        "http://pub.test ",
        "http://pub.test\u3000/",
        "http://pub.test\xa0/",
        "http://pub\u200b.test\ud800/",
        "http://\ud800/",
        "http://pub.test／x@127.0.0.1/",
        "http://pub.test℀/",
        "http://pub.test？x/",
        "http://.pub.test/",
        "http://pub.test-/",
        "http://-/",
        "http://./",
        "http://../",
        "http://*.pub.test/",
        "http://pub,test/",
        "http://pub!test.x/",
        "http://a%2eb.test/",
        "http://xn--/",
        "view-source:http://pub.test/",
        "jar:http://pub.test!/",
        "blob:http://pub.test/x",
        "ws://pub.test/",
        "https+unix://x/",
        "gopher://pub.test/",
        "ldap://pub.test/",
        "http://0.0.0.0/",
        "http://0.1.2.3/",
        "http://192.168.0.1:443/",
        "http://[ff0e::1]/",
        "http://[2001:20::1]/",
        "http://[2001:10::1]/",
        "http://[2620:4f:8000::1]/",
        "http://[::ffff:0:a00:1]/",
        "http://[1080::8:800:200C:417A]/",
        "http://pub.test:00000000000000000080000/",
        f"http://{'é' * 70}.test/",
        f"http://{'a.' * 127}test./",
        f"http://pub.test:{'9' * 1900}/",
    ],
)
def test_address_written_to_mislead_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        parse(url)
    assert caught.value.code == "address_refused"
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "url",
    [
        "http://pub.test:/a",
        "http://pub.test:0080/a",
        "https://pub.test:443/",
        "http://pub.test?x=1",
        "http://pub.test#x",
        "http://pub.test/#",
        "http://pub.test//a//b",
        "http://pub.test/a/../b",
        "http://pub.test/;p=1",
        "http://pub.test/?",
        "http://pub.test/a?b?c",
        "http://pub.test/a@b",
        "http://pub.test/:80",
        "http://pub.test/[a].jpg",
        "http://pub.test/a|b",
        "http://pub.test/{x}",
        'http://pub.test/"q"',
        "http://pub.test/<a>",
        "http://pub.test/^`",
        "http://pub.test/%zz",
        "http://pub.test/%",
        "http://pub.test/%2F%2e%2e",
        "http://pub.test/?u=\u2028",
        "http://BÜCHER.test/",
        "http://faß.test/",
        "http://ｐｕｂ.test/",
        "http://pub。test/",
        "http://例え.テスト/",
        "http://مثال.إختبار/",
        "http://a--b.test/",
        "http://r3---sn-x.test/",
        "http://_dmarc.pub.test/",
        "http://1.pub.test/",
        "http://1e100.test/",
        "http://0x7f.pub.test/",
        "http://127.0.0.1.nip.test/",
        "http://123.test/",
        "http://a.b.c.d.e.f.test/",
        "http://8.8.8.8/",
        "http://8.8.8.8./",
        "http://1.1.1.1:443/",
        "http://[2606:4700:4700::1111]/",
        "https://[2606:4700:4700:0:0:0:0:1111]:443/",
        "http://[2A00:1450:4001::2003]/a",
        "http://[2001:4860:4860::8888]/",
        "http://[2001:200::1]/",
        "https://localhost.pub.test/",
        "https://internal.pub.test/",
        "https://lan.test/",
        "http://my-home.test/",
        "http://ex\xadample.test/",
        "http://xn--ls8h.test/",
        "http://a_b.test",
        "http://pub.TEST.",
        "http://straße.test:80/x",
        "http://172.32.0.1/",
        "http://172.15.0.1/",
        "http://100.128.0.1/",
        "http://192.0.1.1/",
        "http://198.20.0.1/",
        "http://223.255.255.254/",
        "http://11.0.0.1/",
        "http://xn--e1afmkfd.xn--p1ai/",
        "http://пример.рф/",
        "http://Bücher.test./",
        f"http://{'a' * 63}.test/",
        f"http://pub.test/{'a' * 2000}",
    ],
)
def test_odd_but_public_address_is_taken_and_stays_what_it_became(url: str) -> None:
    address = parse(url)
    assert parse(address.url) == address
    assert address.url.isascii()


@pytest.mark.parametrize(
    ("location", "becomes"),
    [
        ("?x=1", "http://pub.test/a/b?x=1"),
        ("", "http://pub.test/a/b"),
        ("c d.jpg", "http://pub.test/a/c%20d.jpg"),
        ("//bücher.test", "http://xn--bcher-kva.test/"),
        ("http:c.jpg", "http://pub.test/a/c.jpg"),
        ("HTTPS://PUB.test:443/x#y", "https://pub.test/x"),
        ("../../../..", "http://pub.test/"),
        ("//0x7f.1/", ""),
        ("//１２７.０.０.１/", ""),
        ("\\\\127.0.0.1\\x", ""),
        ("/\t/127.0.0.1/", ""),
        ("//user@pub.test/", ""),
        ("//pub.test:8080/", ""),
        ("//[::ffff:127.0.0.1]/", ""),
        ("https://metadata.google.internal./x", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_redirect_is_judged_as_an_address_is(location: str, becomes: str) -> None:
    base = "http://pub.test/a/b"
    if becomes:
        assert parse(location, base=base).url == becomes
    else:
        with pytest.raises(AddressRefused):
            parse(location, base=base)
