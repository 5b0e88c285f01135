using CephBuildEnv.Compilation;

namespace CephBuildEnv.Tests.Compilation;

public sealed class BuildTargetTests
{
    [Theory]
    [InlineData("ceph-osd")]
    [InlineData("src/all")]
    [InlineData("lib/libceph-common.so.2")]
    [InlineData("unittest_str_map")]
    public void What_a_build_tool_makes_is_a_target(string name) => BuildTarget.Parse(name).Name.ShouldBe(name);

    [Theory]
    [InlineData("-j99")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("CC=cc")]
    [InlineData("$(rm)")]
    [InlineData("/etc/passwd")]
    public void What_would_be_an_option_a_variable_or_a_path_of_the_host_is_refused(string name) =>
        Should.Throw<UserException>(() => BuildTarget.Parse(name)).Message.ShouldStartWith($"--build-target: '{name}' cannot be a target");

    [Theory]
    [InlineData("gold")]
    [InlineData("mold")]
    public void Linkers_are_known_by_name(string name) => Linker.Checked(name).ShouldBe(name);

    [Fact]
    public void Another_linker_is_refused_with_the_nearest() =>
        Should.Throw<UserException>(() => Linker.Checked("molt")).Message.ShouldBe("--linker: 'molt' is no linker; did you mean 'mold'?; use bfd, gold, lld, mold");
}
