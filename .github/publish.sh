#!/usr/bin/env bash
# What the nightly workflow does, as one script, so that it can be tried here: `npm run publish:local`.
#   fetch the catalogue into the archive -> look at every byte of it -> pack it -> write the site
# A policy that cannot be read is named on the site's own page and fails nothing; a broken archive fails everything.
set -euo pipefail

earshot=${EARSHOT:-node "$(dirname "$0")/../dist/earshot.js"}
archive=${EARSHOT_ARCHIVE:-.cache/archive.sqlite}
site=${SITE:-.cache/site}
mkdir -p "$(dirname "$archive")"

step() {
  printf '\n=== %s\n' "$1"
  shift
  # shellcheck disable=SC2086  # $earshot is a command with its arguments
  $earshot "$@" --archive "$archive"
}

# An archive that is damaged must not be written to, and must not take the place of the sound one that is kept.
[ -e "$archive" ] && step 'Look at every byte that is kept' archive check --quiet
# shellcheck disable=SC2086  # TRACK holds further arguments: a part of the catalogue, other makers
step 'Fetch the catalogue' track --allow-not-assessed --quiet ${TRACK:-}
step 'Give room back' archive compact
# shellcheck disable=SC2086
step 'Write the site' site --out "$site" --quiet ${SITE_URL:+--site-url "$SITE_URL"}
