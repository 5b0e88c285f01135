#!/usr/bin/env bash
# Builds the tests of a Ceph tree and runs them with ctest, in as many attempts as are allowed.
# Arguments: options of ctest that choose tests.
# Environment: that of compile.sh, CEPH_TEST_TARGETS (what is built first), CEPH_TEST_JOBS (tests at once), CEPH_TEST_ATTEMPTS (how often a test may fail; 1).
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=compile.sh
. "$BIN/compile.sh"

# Beyond that nothing needs more, and programs that close every file there may be take minutes.
MOST_OPEN_FILES=1048576

# As ctest has it for tests that failed.
TESTS_FAILED=8

raise_file_limit() {
    local hard

    hard=$(ulimit -Hn)
    if [ "$hard" = unlimited ] || [ "$hard" -gt "$MOST_OPEN_FILES" ]; then hard=$MOST_OPEN_FILES; fi
    ulimit -Sn "$hard"
    [ "$hard" -ge 1024 ] || die "this container may have $hard files open, and Ceph's tests need 1024: raise the engine's limit (default-ulimits)"
}

results() { printf '%s/Testing/%s/Test.xml' "$CEPH_BUILD_DIR" "$(head -n 1 "$CEPH_BUILD_DIR/Testing/TAG" 2>/dev/null)"; }

# CentOS 7 has it as ctest3 alone.
find_ctest() {
    local name

    for name in "${CMAKE_CACHE[CMAKE_CTEST_COMMAND]:-}" ctest ctest3; do
        if [ -n "$name" ] && command -v "$name"; then return; fi
    done
    die "ctest is not installed in this image: build the images anew, ./build.sh BaseImage"
}

ctest_knows() { [[ $CTEST_HELP == *"$1"* ]]; }

# Runs the tests once. What ctest wrote in an earlier run is not taken for this one's.
run_tests() { # ATTEMPT and options of ctest
    local status=0

    rm -f "$(results)"
    # Ceph's own compression of their output would keep it from being read.
    run_stoppable "$CTEST" -T Test --no-compress-output --output-on-failure --parallel "$CEPH_TEST_JOBS" "${@:2}" || status=$?
    [ ! -e "$(results)" ] || cp "$(results)" "$CEPH_RUN_DIR/tests-$1.xml"
    return "$status"
}

run_attempts() { # options of ctest
    local attempts=${CEPH_TEST_ATTEMPTS:-1} attempt=1 status=0 options=()

    if ctest_knows --output-junit; then options+=(--output-junit "$CEPH_RUN_DIR/junit.xml"); fi
    if [ "$attempts" -gt 1 ] && ctest_knows until-pass; then
        options+=(--repeat "until-pass:$attempts")
        attempts=1
    fi
    run_tests 1 "${options[@]+"${options[@]}"}" "$@" || status=$?
    # Versions before 3.17 do it with our help.
    while [ "$status" -eq "$TESTS_FAILED" ] && [ "$attempt" -lt "$attempts" ]; do
        attempt=$((attempt + 1))
        log_info "attempt $attempt of $attempts, of the tests that failed"
        status=0
        run_tests "$attempt" --rerun-failed || status=$?
    done
    return "$status"
}

require_results() {
    grep -qs '<Test Status=' "$CEPH_RUN_DIR/tests-1.xml" && return
    log_error "no test ran: none of the tree's tests fits the given names (all names: ctest -N, in the build folder)"
    exit "$TESTS_FAILED"
}

main() {
    local status=0 targets

    prepare_tree "$@"
    read -ra targets <<<"$CEPH_TEST_TARGETS"
    enter_stage compile
    compile "${targets[@]}"

    enter_stage test
    raise_file_limit
    cd "$CEPH_BUILD_DIR"
    CTEST=$(find_ctest)
    CTEST_HELP=$("$CTEST" --help)
    run_attempts "$@" || status=$?
    if [ "$status" -eq 0 ] || [ "$status" -eq "$TESTS_FAILED" ]; then require_results; fi
    return "$status"
}

main "$@"
