using CephBuildEnv.Failures;

namespace CephBuildEnv.Tests.Failures;

public sealed class RepeatCommandTests
{
    private const string Build = "/ceph/src/debian-12-reef/build";

    [Theory]
    [InlineData("ninja-1.11-osd", "compile", "ninja -C /ceph/src/debian-12-reef/build CMakeFiles/osd.dir/ceph/src/debian-12-reef/src/member.cc.o")]
    [InlineData("ninja-1.11-plain-outputs", "compile", "ninja -C /ceph/src/debian-12-reef/build a")]
    [InlineData("ninja-1.11-plain-missing", "compile", "cmake --build /ceph/src/debian-12-reef/build")]
    [InlineData("make-4.3-osd", "compile", "make -C /ceph/src/debian-12-reef/build -f CMakeFiles/osd.dir/build.make CMakeFiles/osd.dir/ceph/src/debian-12-reef/src/member.cc.o")]
    [InlineData("make-4.3-plain-missing-source", "compile", "make -C /ceph/src/debian-12-reef/plain all")]
    [InlineData("apt-2.6-build-package", "package", null)]
    [InlineData("cmake-3.25-fatal", "configure", "cmake /ceph/src/debian-12-reef/build")]
    [InlineData("git-2.39-submodule", "configure", "cd /ceph/src/debian-12-reef && ./do_cmake.sh")]
    [InlineData("apt-2.6-locate", "dependencies", "cd /ceph/src/debian-12-reef && ./install-deps.sh")]
    [InlineData("apt-2.6-locate", null, null)]
    public void It_repeats_as_little_as_possible(string output, string? stage, string? command) =>
        RepeatCommand.Of(FailureReport.Find(Checkout.TestData("Failures", $"{output}.log").Split('\n'))!, Build, stage).ShouldBe(command);

    [Fact]
    public void It_can_be_pasted_whatever_the_names_are() =>
        RepeatCommand.Of(new("gcc", null, null, "", new(StepRunner.Ninja, "it's a.o", "/x y"), [], false), Build, "compile").ShouldBe(@"ninja -C '/x y' 'it'\''s a.o'");
}
