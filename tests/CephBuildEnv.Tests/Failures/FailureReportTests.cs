using CephBuildEnv.Failures;

namespace CephBuildEnv.Tests.Failures;

/// <summary>What is taken for a failure and what is not, where the tools' own outputs do not show it.</summary>
public sealed class FailureReportTests
{
    [Theory]
    [InlineData("[1/2] Building CXX object error.cc.o")]
    [InlineData("[ 50%] Building CXX object src/CMakeFiles/common.dir/error_code.cc.o")]
    [InlineData("src/a.cc:1:2: warning: error: is only a word here")]
    [InlineData("/usr/bin/c++ -Werror=format -Wno-error=deprecated -o error.o -c src/error.cc")]
    [InlineData("echo src/a.cc:1:2: error: in a command")]
    [InlineData("-- Performing Test HAVE_ERROR - Failed")]
    [InlineData("-- Could NOT find Rados (missing: RADOS_LIBRARY)")]
    [InlineData("CMake Warning at CMakeLists.txt:3 (message):")]
    [InlineData("   make: *** quoted by something else")]
    [InlineData("ninja: Entering directory `build'")]
    [InlineData("[ RUN      ] Errors.fatal")]
    [InlineData("[  FAILED  ] Errors.fatal (1 ms)")]
    [InlineData("  error: said by a test")]
    [InlineData("2026-11-23T03:31:00.123+0000 7f12 -1 osd.0 ERROR: said by a daemon")]
    [InlineData("distcc[12] ERROR: compile src/a.cc on localhost failed")]
    [InlineData("W: Some index files failed to download")]
    [InlineData("dpkg: warning: files list file for package 'x' missing")]
    [InlineData("./run.sh: line 3: warning: setlocale: LC_ALL: cannot change locale")]
    [InlineData("/usr/bin/ld: skipping incompatible /lib/libx.so when searching for -lx")]
    [InlineData("/usr/bin/ld: warning: x.o: missing .note.GNU-stack section implies executable stack")]
    [InlineData("make[2]: *** Waiting for unfinished jobs....")]
    [InlineData("")]
    public void A_build_that_only_mentions_errors_has_none(string line) => FailureReport.Find(["fine", line, "fine"]).ShouldBeNull();

    [Fact]
    public void Nothing_said_is_nothing_found() => FailureReport.Find([]).ShouldBeNull();

    [Fact]
    public void An_error_in_the_last_line_is_found() => FailureReport.Find(["fine", "E: Unable to locate package libfoo"])!.Lines.ShouldBe(["E: Unable to locate package libfoo"]);

    [Fact]
    public void The_source_line_and_the_caret_belong_to_an_error() => Find("gcc-12-member").Lines.ShouldBe(
    [
        "/ceph/src/debian-12-reef/src/member.cc:4:15: error: 'const std::string' {aka 'const class std::__cxx11::basic_string<char>'} has no member named 'lenght'; did you mean 'length'?",
        "    4 |   return name.lenght();", "      |               ^~~~~~", "      |               length",
    ]);

    [Fact]
    public void A_source_line_that_is_not_indented_belongs_to_it_too() => Find("clang-13-header").Lines.ShouldBe(
    [
        "In file included from /ceph/src/debian-12-reef/src/header.cc:1:",
        "In file included from /ceph/src/debian-12-reef/src/outer.h:2:",
        "/ceph/src/debian-12-reef/src/inner.h:2:16: error: unknown type name 'undeclared_type'",
        "struct inner { undeclared_type value; };",
        "               ^",
    ]);

    [Fact]
    public void What_needs_a_template_comes_before_its_error() => Find("gcc-12-template").Lines.ShouldContain("/ceph/src/debian-12-reef/src/template.cc:5:34:   required from here");

    [Fact]
    public void What_refers_to_a_missing_symbol_belongs_to_its_error() => Find("lld-14.0-undefined-debug").Lines.Skip(1).ShouldBe(
        [">>> referenced by main.cc:2 (/ceph/src/debian-12-reef/src/main.cc:2)", ">>>               /tmp/ccXXXXXX.o:(main)"]);

    [Fact]
    public void A_step_that_gives_no_reason_is_shown_with_its_last_lines() =>
        Find("ninja-1.11-speaking").Lines.ShouldBe(["FAILED: speaking.out", "first", "second", "the third line says why"]);

    [Fact]
    public void The_error_of_the_step_is_taken_and_not_one_that_another_says_in_between() => FailureReport.Find(
    [
        "make[1]: Entering directory '/b'",
        "/s/one.cc:1:1: error: of one",
        "/s/two.cc:2:2: error: of two",
        "make[1]: *** [two.dir/build.make:76: two.dir/two.cc.o] Error 1",
        "make[1]: *** [one.dir/build.make:76: one.dir/one.cc.o] Error 1",
    ])!.ShouldSatisfyAllConditions(
        failure => failure.File.ShouldBe("/s/two.cc"),
        failure => failure.Step.ShouldBe(new(StepRunner.Make, "two.dir/two.cc.o", "/b", "two.dir/build.make")));

    [Fact]
    public void A_directory_that_could_be_one_of_two_is_not_known() => FailureReport.Find(
        ["make[1]: Entering directory '/a'", "make[1]: Entering directory '/b'", "make[1]: *** [Makefile:3: x] Error 1"])!.Step!.Directory.ShouldBeNull();

    // Seen of an engine, whose two streams are in no order.
    [Fact]
    public void A_make_that_is_heard_to_leave_before_it_fails_is_where_it_was() => FailureReport.Find(
    [
        "gmake[2]: Entering directory '/b'",
        "/s/one.cc:1:1: error: of one",
        "gmake[2]: Leaving directory '/b'",
        "gmake[2]: *** [one.dir/build.make:76: one.dir/one.cc.o] Error 1",
    ])!.Step.ShouldBe(new(StepRunner.Make, "one.dir/one.cc.o", "/b", "one.dir/build.make"));

    [Fact]
    public void What_steps_say_that_succeed_is_no_error() => FailureReport.Find(
    [
        "[1/3] Generating a", "/s/a.cc:1:1: error: expected by its test",
        "[2/3] Generating b", "FAILED: b ", "false",
        "[3/3] Generating c", "/s/c.cc:1:1: error: too late",
        "ninja: build stopped: subcommand failed.",
    ])!.ShouldSatisfyAllConditions(
        failure => failure.Step!.Target.ShouldBe("b"),
        failure => failure.Lines.ShouldBe(["FAILED: b"]));

    [Fact]
    public void Newer_versions_of_ninja_say_the_exit_code_before_the_outputs() =>
        FailureReport.Find(["[1/3] CXX a.o", "FAILED: [code=1] a.o b.o ", "c++", "x.cc:1:1: error: no"])!.Step!.Target.ShouldBe("a.o");

    [Theory]
    [InlineData("FAILED: 0 of 12 checks", "and more")]
    [InlineData("FAILED: 0 of 12 checks ", "which was expected")]
    [InlineData("FAILED: 0 of 12 checks ")]
    [InlineData("said before", "FAILED: 0 of 12 checks ", "which was expected")]
    [InlineData("said before", "FAILED: 0 of 12 checks ", "which was expected", "and said to the end")]
    public void Who_talks_like_ninja_and_succeeds_has_not_failed(params string[] said) => FailureReport.Find(
    [
        "[1/3] Running checks", .. said,
        "[2/3] CXX a.o", "FAILED: a.o ", "c++ -c a.cc", "/s/a.cc:1:1: error: the cause",
        "[3/3] CXX b.o", "ninja: build stopped: subcommand failed.",
    ])!.ShouldSatisfyAllConditions(
        failure => failure.Step!.Target.ShouldBe("a.o"),
        failure => failure.Message.ShouldBe("the cause"));

    [Fact]
    public void Who_talks_like_ninja_says_less_than_what_fails_after_the_build() => FailureReport.Find(
        ["[1/2] Running checks", "FAILED: 0 of 12 checks ", "which was expected", "[2/2] CXX b.o", "CMake Error at cmake_install.cmake:3 (file):", "  cannot copy."])!
        .ShouldSatisfyAllConditions(
            failure => failure.Tool.ShouldBe("cmake"),
            failure => failure.Step.ShouldBeNull());

    [Fact]
    public void Who_talks_like_ninja_early_is_believed_less_than_who_does_before_it_gives_up() => FailureReport.Find(
        ["[1/3] Running checks", "FAILED: 0 of 12 checks ", "which was expected", "[2/3] Generating a", "FAILED: a ", "test -e nosuch", "ninja: build stopped: subcommand failed."])!
        .Lines.ShouldBe(["FAILED: a"]);

    [Fact]
    public void A_step_that_gives_no_reason_has_failed_even_if_ninja_was_killed_then() =>
        FailureReport.Find(["[1/3] Generating a", "FAILED: a ", "test -e nosuch", "[2/3] CXX b.o"])!.Lines.ShouldBe(["FAILED: a"]);

    [Fact]
    public void A_step_with_many_outputs_has_failed_too() => FailureReport.Find(
        ["[1/3] Generating", $"FAILED: {string.Concat(Enumerable.Range(0, 1000).Select(number => $"out{number} "))}", "touch", "x.cc:1:1: error: no"])!
        .Step!.Target.ShouldBe("out0");

    [Fact]
    public void A_compile_error_says_more_than_the_script_that_gave_up_before() => FailureReport.Find(
        ["ERROR: giving up", "fatal: not a git repository", "/s/a.cc:1:1: error: the cause"])!.Message.ShouldBe("the cause");

    [Fact]
    public void Nothing_of_what_is_shown_is_obeyed_by_a_terminal() => FailureReport.Find(
        ["\u001bc\u001bP1q#\u001b\\/s/a.cc:1:1: error: n\b\bo\a\u009b2J", "    1 | \tx\u001b#8\u0085", "      | \t^", "make: *** [Makefile:3: a\u001b]0;t\u0007.o] Error 1"])!
        .ShouldSatisfyAllConditions(
            failure => failure.Message.ShouldBe("no"),
            failure => failure.Step!.Target.ShouldBe("a.o"),
            failure => failure.Lines.ShouldBe(["/s/a.cc:1:1: error: no", "    1 | \tx", "      | \t^"]));

    [Fact]
    public void What_a_carriage_return_has_overwritten_is_not_shown() => FailureReport.Find(["\u001b[K 50%\r 100%\r\bE: Unable to locate package libfoo\r"])!
        .Lines.ShouldBe(["E: Unable to locate package libfoo"]);

    [Fact]
    public void An_output_is_not_read_further_than_needed()
    {
        var read = 0;

        FailureReport.Find(Enumerable.Repeat("make: *** [Makefile:3: all] Error 1", 1000).Select(line => (line, ++read).line));

        read.ShouldBe(1);
    }

    private static Failure Find(string name) => FailureReport.Find(Checkout.TestData("Failures", $"{name}.log").Split('\n'))!;
}
