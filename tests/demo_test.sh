#!/usr/bin/env bash
# Walks the main path of ./demo with the program under test, and reads everything that comes out of it as a stranger would:
# the papers, the pages and the screens.   demo_test.sh PROGRAM FOLDER
set -euo pipefail
export LC_ALL=C.UTF-8
program=$1 folder=$2
source=$(cd "$(dirname "$0")/.." && pwd)
course="$source/sample-photos/course.json"
opening=2026-07-02
failures=0

wrong() { echo "WRONG: $*" >&2; failures=$((failures + 1)); }

# What must never be read anywhere: every name, or part of one, that its bearer did not choose; what only the foundation
# may know; and what was in the cameras.
forbidden_words() {
    jq -r '
        def surname: .display.full[(.display.first | length) + 1:];
        (.persons[] | select(.role == "participant" and .name_form != "full") | .display.full, surname),
        (.persons[] | select(.name_form == "pseudonym" or .name_form == "anonymous") | .display.first),
        (.persons[] | .name_reason_internal // empty),
        (.persons[] | select(.role != "staff") | .code),
        (.referrers[].email)' "$course"
    printf '%s\n' 'Tekle' 'Ramkhelawan' 'Wiśniewska'
    grep -v '^#' "$source/sample-photos/cameras.tsv" | cut -f12,13 | tr '\t' '\n' | grep -v '^-$'
    printf '%s\n' Vechtzicht GPSLatitude OwnerName SerialNumber KAART.txt 'kaart-[0-9]' 'IMG_[0-9]'
}

# The same words as PDF writes them in titles and bookmarks: UTF-16BE in hexadecimal digits.
as_utf16() {
    local word
    while read -r word; do printf '%s' "$word" | iconv -t UTF-16BE | od -An -v -tx1 | tr -d ' \n'; echo; done
}

expect_no_secrets_in() { # a text file, and what it is
    local found
    found=$(grep -a -o -w -f "$folder/forbidden" "$1" | sort -u | paste -sd ' ' || true)
    [ -z "$found" ] || wrong "$2 says: $found"
}

# Among coded pictures any three or four bytes turn up by chance, so only words that are longer; bytes, not characters.
expect_no_secrets_among_bytes_of() { # a file, and what it is
    local found
    found=$(LC_ALL=C grep -a -o -w -f <(grep -E '.{5,}' "$folder/forbidden") "$1" | sort -u | paste -sd ' ' || true)
    [ -z "$found" ] || wrong "$2 says: $found"
    found=$(tr -d ' \n' <"$1" | LC_ALL=C grep -a -i -o -F -f "$folder/forbidden-utf16" | sort -u | paste -sd ' ' || true)
    [ -z "$found" ] || wrong "$2 holds a name in UTF-16: $found"
}

expect_no_camera_tags_in() { # a file or folder, and what it is
    local found
    found=$(exiftool -q -q -m -r -s -GPS:all -XMP-exif:GPS:all -MakerNotes:all -OwnerName -SerialNumber -BodySerialNumber \
        -InternalSerialNumber -City -Landmark -Location -ThumbnailImage "$1" | grep -v '^=====' || true)
    [ -z "$found" ] || wrong "$2 carries what a camera wrote: $found"
}

read_pdf() { # a PDF, as text, as its objects and as its pictures
    local name; name=$(basename "$1" .pdf)
    local opened="$folder/opened/$name"
    mkdir -p "$opened/pictures"
    qpdf --check "$1" >"$opened/check.txt" 2>&1 || wrong "$name is not a sound PDF: $(tail -1 "$opened/check.txt")"
    pdftotext "$1" "$opened/text.txt"
    qpdf --qdf --object-streams=disable --normalize-content=n "$1" "$opened/objects.txt"
    pdfimages -all "$1" "$opened/pictures/picture"
    expect_no_secrets_in "$opened/text.txt" "$name (text)"
    expect_no_secrets_among_bytes_of "$opened/objects.txt" "$name (objects)"
    expect_no_camera_tags_in "$1" "$name"
    expect_no_camera_tags_in "$opened/pictures" "a picture in $name"
}

echo "Walking the demo's path ..."
rm -rf "$folder"
mkdir -p "$folder"
forbidden_words | sort -u >"$folder/forbidden"
as_utf16 <"$folder/forbidden" >"$folder/forbidden-utf16"
"$source/sample-photos/show-course" "$program" "$folder/course"

echo "Reading what is on paper ..."
posters=$(find "$folder/course/posters" -name '*.pdf' | wc -l)
[ "$posters" -ge 3 ] || wrong "there are $posters posters, not three or more"
for paper in "$folder"/course/posters/*.pdf "$folder/course/booklet.pdf"; do read_pdf "$paper"; done
pages=$(qpdf --show-npages "$folder/course/booklet.pdf")
[ $((pages % 4)) -eq 0 ] || wrong "the booklet has $pages pages, which cannot be folded"
for chosen in 'Ria Verkuil' Abeba Oksana; do
    grep -q "$chosen" "$folder/opened/booklet/text.txt" || wrong "the booklet does not name $chosen, who wants to be named"
done
"$program" --library "$folder/course/library" ledger --json >"$folder/ledger.json"
checked=$(python3 -c 'import json, sys
for output in json.load(open(sys.argv[1]))["outputs"]:
    if output["file"].endswith(".pdf"): print(output["sha256"], "", output["file"])' "$folder/ledger.json" |
    sha256sum --check --quiet 2>&1) || wrong "the ledger knows other files than there are: $checked"
ls "$folder/course/posters" >"$folder/names-of-files"
expect_no_secrets_in "$folder/names-of-files" "a file name"

echo "Reading what is on the site and on the screens ..."
"$program" --library "$folder/course/library" --at "$opening" serve --listen 127.0.0.1:0 >"$folder/served.txt" 2>"$folder/serve-errors.txt" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 100); do grep -q boekje "$folder/served.txt" && break; sleep 0.1; done
site=$(grep -o 'http://[^/ ]*' "$folder/served.txt" | head -1)
[ -n "$site" ] || wrong "the site did not open: $(cat "$folder/serve-errors.txt")"

# Follows every address of our own that a page or playlist names, starting from those that the server prints.
mkdir -p "$folder/site"
waiting=$(grep -o 'http://[^ ]*' "$folder/served.txt" | sed "s|^$site||")
# A screen's page makes the address of its list itself.
waiting+=$'\n'$(cat "$folder/course/screens.txt" \
    <(sed 's|$|/lijst|; p; s|lijst$|feed.json|; p; s|json$|xml|' "$folder/course/screens.txt"))
seen=' '
visited=0
while [ -n "$waiting" ]; do
    address=$(head -1 <<<"$waiting")
    waiting=$(tail -n +2 <<<"$waiting")
    case $seen in *" $address "*) continue ;; esac
    seen+="$address "
    visited=$((visited + 1))
    page="$folder/site/$visited"
    code=$(curl -s -D "$page.head" -o "$page" -w '%{http_code}' "$site$address")
    [ "$code" = 200 ] || { wrong "$address answers $code"; continue; }
    expect_no_secrets_in "$page.head" "the head of $address"
    case $(tr -d '\r' <"$page.head" | sed -n 's/^[Cc]ontent-[Tt]ype: *//p') in
        image/*) expect_no_camera_tags_in "$page" "the picture $address" ;;
        application/pdf*) mv "$page" "$page.pdf" && read_pdf "$page.pdf" ;;
        text/css* | text/javascript*) ;;
        *)
            expect_no_secrets_in "$page" "$address"
            waiting+=$'\n'$(sed 's|\\/|/|g' "$page" | grep -a -o -E "[\"' ,(]/[A-Za-z0-9_./-]+" | cut -c2- | sort -u || true)
            waiting=$(sed '/^$/d' <<<"$waiting")
            ;;
    esac
done
kill "$server"
wait "$server" || wrong "the server did not stop as asked"
[ "$visited" -ge 10 ] || wrong "only $visited addresses were found on the site"
tr ' ' '\n' <<<"$seen" >"$folder/addresses"
expect_no_secrets_in "$folder/addresses" "an address"

if [ $failures -gt 0 ]; then
    echo "$failures things are wrong; what came out is in $folder." >&2
    exit 1
fi
echo "$posters posters, a booklet of $pages pages and $visited addresses: nothing that should not be seen."
