using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Processes;

[Collection(ProcessEnvironment.Name)]
public sealed class ExecutablePathTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly Variables _variables = new();

    public void Dispose()
    {
        _variables.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Programs_are_found_in_the_order_of_the_PATH()
    {
        Path("a", "b");
        _temp.Write("a/tool", "", executable: true);
        _temp.Write("b/tool", "", executable: true);

        ExecutablePath.FindAll("tool").ShouldBe([_temp.At("a/tool"), _temp.At("b/tool")]);
    }

    [Fact]
    public void What_is_reached_by_two_ways_is_one_program()
    {
        Path("a", "b", "link");
        _temp.Write("a/tool", "", executable: true);
        Directory.CreateDirectory(_temp.At("b"));
        File.CreateSymbolicLink(_temp.At("b/tool"), _temp.At("a/tool"));
        Directory.CreateSymbolicLink(_temp.At("link"), _temp.At("a"));

        ExecutablePath.FindAll("tool").ShouldBe([_temp.At("a/tool")]);
    }

    [Fact]
    public void Folders_and_what_is_not_executable_are_no_programs()
    {
        Path("a", "b", "missing");
        _temp.Write("a/tool", "");
        Directory.CreateDirectory(_temp.At("b/tool"));

        ExecutablePath.Find("tool").ShouldBeNull();
    }

    [Fact]
    public void A_link_to_nowhere_is_no_program()
    {
        Path("a");
        Directory.CreateDirectory(_temp.At("a"));
        File.CreateSymbolicLink(_temp.At("a/tool"), "/nowhere");

        ExecutablePath.Find("tool").ShouldBeNull();
    }

    [Fact]
    public void System_folders_are_looked_into_though_the_PATH_of_a_user_leaves_them_out()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/useradd"), "this system has no useradd");
        Path("a");

        ExecutablePath.Find("useradd").ShouldBe("/usr/sbin/useradd");
    }

    private void Path(params string[] folders) => _variables.Set("PATH", string.Join(':', folders.Select(folder => _temp.At(folder))));
}
