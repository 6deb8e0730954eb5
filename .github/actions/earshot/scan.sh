#!/usr/bin/env bash
# Scans once, writes the report for code scanning, for people and for programs, and says by its exit code whether the bar was missed.
# What could not be read is in the report and never fails the build.
set -uo pipefail

earshot=${EARSHOT:-npx --yes "earshot@$VERSION"}
mkdir -p "$FOLDER"
list="$FOLDER/sources.txt"
printf '%s\n' "$SOURCES" | sed '/^[[:space:]]*$/d' > "$list"
bars=(--list "$list" --allow-not-assessed --quiet)
[ -n "${FAIL_ON:-}" ] && bars+=(--fail-on "$FAIL_ON")
[ -n "${BASELINE:-}" ] && bars+=(--baseline "$BASELINE")
[ -n "${WAIVERS:-}" ] && bars+=(--waivers "$WAIVERS")

# shellcheck disable=SC2086  # $earshot is a command with its arguments
$earshot scan "${bars[@]}" --format sarif --sarif-artifacts "$FOLDER/texts" --output "$FOLDER/earshot.sarif" --also "markdown=$FOLDER/report.md" --also "json=$FOLDER/report.json"
outcome=$?
[ -e "$FOLDER/report.md" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$FOLDER/report.md" >> "$GITHUB_STEP_SUMMARY"
{
  echo "sarif=$FOLDER/earshot.sarif"
  echo "markdown=$FOLDER/report.md"
  echo "json=$FOLDER/report.json"
  echo "outcome=$outcome"
} >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$outcome"
