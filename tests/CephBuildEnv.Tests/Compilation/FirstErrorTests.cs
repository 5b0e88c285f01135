using CephBuildEnv.Compilation;

namespace CephBuildEnv.Tests.Compilation;

/// <summary>On what the tools really said, kept in TestData/Errors.</summary>
public sealed class FirstErrorTests
{
    [Theory]
    [InlineData("gcc.txt", "src/osd.cc:4:15: error: 'const std::string' {aka 'const class std::__cxx11::basic_string<char>'} has no member named 'lenght'; did you mean 'length'?")]
    [InlineData("gcc-missing-header.txt", "src/missing.cc:1:10: fatal error: crush/mapper.hpp: No such file or directory")]
    [InlineData("gcc-no-input.txt", "cc1plus: fatal error: src/none.cc: No such file or directory")]
    [InlineData("clang.txt", "src/osd.cc:4:15: error: no member named 'lenght' in 'std::basic_string<char>'; did you mean 'length'?")]
    [InlineData("ld.txt", "main.cc:(.text+0xa): undefined reference to `place_object(int)'")]
    [InlineData("ld-debug.txt", "/ceph/src/debian-12-reef/src/main.cc:2: undefined reference to `place_object(int)'")]
    [InlineData("ld-missing-library.txt", "/usr/bin/ld: cannot find -lrados: No such file or directory")]
    [InlineData("lld.txt", "ld.lld: error: undefined symbol: place_object(int)")]
    [InlineData("cmake.txt", "CMake Error at CMakeLists.txt:4 (find_package):")]
    [InlineData("make.txt", "src/osd.cc:4:15: error: 'const std::string' {aka 'const class std::__cxx11::basic_string<char>'} has no member named 'lenght'; did you mean 'length'?")]
    [InlineData("make-tool.txt", "make: *** [Makefile.tool:3: all] Error 1")]
    [InlineData("make-no-rule.txt", "make: *** No rule to make target 'gone.cc', needed by 'all'.  Stop.")]
    [InlineData("cmake-make.txt", "/ceph/src/debian-12-reef/src/osd.cc:4:15: error: 'const std::string' {aka 'const class std::__cxx11::basic_string<char>'} has no member named 'lenght'; did you mean 'length'?")]
    [InlineData("ninja.txt", "main.cc:(.text+0xa): undefined reference to `place_object(int)'")]
    [InlineData("ninja-unknown-target.txt", "ninja: error: unknown target 'nosuchtarget'")]
    public void The_first_cause_is_found(string file, string error) => Find(file)![0].ShouldBe(error);

    [Fact]
    public void The_source_line_and_the_caret_belong_to_it() => Find("gcc.txt")!.Skip(1).ShouldBe(
        ["    4 |   return name.lenght();", "      |               ^~~~~~", "      |               length"]);

    [Fact]
    public void What_refers_to_a_missing_symbol_belongs_to_it() =>
        Find("lld.txt")!.Skip(1).ShouldBe([">>> referenced by main.cc", ">>>               main.o:(main)"]);

    [Fact]
    public void It_is_never_long() => Find("cmake.txt")!.Count.ShouldBeInRange(2, 6);

    [Theory]
    [InlineData("[1/2] Building CXX object error.cc.o")]
    [InlineData("src/a.cc:1:2: warning: error: is only a word here")]
    [InlineData("-- Performing Test HAVE_ERROR - Failed")]
    [InlineData("   make: *** quoted by something else")]
    [InlineData("ninja: Entering directory `build'")]
    public void A_build_that_only_mentions_errors_has_none(string line) => FirstError.Find([line]).ShouldBeNull();

    [Fact]
    public void Nothing_said_is_nothing_found() => FirstError.Find([]).ShouldBeNull();

    [Fact]
    public void An_error_in_the_last_line_is_found() => FirstError.Find(["fine", "E: Unable to locate package libfoo"])!.ShouldBe(["E: Unable to locate package libfoo"]);

    private static IReadOnlyList<string>? Find(string file) => FirstError.Find(Checkout.TestData("Errors", file).Split('\n'));
}
