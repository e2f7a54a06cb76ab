#!/usr/bin/env bash
# What the tests need beside Python: a browser, LibreOffice Calc, and the libraries WeasyPrint draws text with.
# Does nothing where they are there already. Needs apt and root; elsewhere it says what to install.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v soffice >/dev/null && ls /usr/lib/libreoffice/program/libsc*lo.so >/dev/null 2>&1 || missing+=(libreoffice-calc)
ldconfig -p | grep -q libpangoft2-1.0 || missing+=(libpango-1.0-0 libpangoft2-1.0-0)
fc-list 2>/dev/null | grep -q . || missing+=(fontconfig fonts-dejavu-core)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "The tests need: ${missing[*]}. Install them (Debian: sudo apt-get install --no-install-recommends ${missing[*]})." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" >/dev/null
