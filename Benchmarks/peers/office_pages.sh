#!/usr/bin/env bash
# Documents before and after a scrub as LibreOffice shows them: which open, whose text and pages are
# the same. usage: office_pages.sh PALIMPSEST MEDIA-FOLDER WORK (wants soffice, pdftotext, pdftoppm)
set -euo pipefail
palimpsest=$1 media=$2 work=$3
rm -rf "$work"
mkdir -p "$work"/{in,clean,before,after}
number=0
while read -r file; do
  number=$((number + 1))
  cp "$file" "$work/in/$(printf %03d $number).${file##*.}"
done < <(find "$media" -iregex '.*\.\(doc[xm]\|xls[xm]\|ppt[xm]\|od[tsp]\|rtf\|epub\)' | sort)
"$palimpsest" scrub "$work/in" --out "$work/clean" > "$work/scrub.log" 2>&1 || true
for pair in in:before clean:after; do
  for file in "$work/${pair%:*}"/*; do
    timeout 60 soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf \
      --outdir "$work/${pair#*:}" "$file" > /dev/null 2>&1 || true
  done
done
pages() { pdftoppm -r 40 -png "$1" "$work/page"; cat "$work"/page*.png | sha256sum; rm -f "$work"/page*.png; }
opened=0 lost=0 text=0 same=0
for file in "$work"/before/*.pdf; do
  name=$(basename "$file" .pdf)
  compgen -G "$work/clean/$name.*" > /dev/null || continue
  if [[ ! -f "$work/after/$name.pdf" ]]; then lost=$((lost + 1)); continue; fi
  opened=$((opened + 1))
  cmp -s <(pdftotext -layout "$file" -) <(pdftotext -layout "$work/after/$name.pdf" -) && text=$((text + 1))
  [[ "$(pages "$file")" == "$(pages "$work/after/$name.pdf")" ]] && same=$((same + 1))
done
echo "$number files, $(ls "$work/clean" | wc -l) cleaned; of these open before: $((opened + lost)), after: $opened;" \
  "same text $text, same pages $same"
