namespace CephBuildEnv.Tests.Architecture;

/// <summary>build.sh as it is, on a copy of this repository.</summary>
public sealed class BuildShellSlowTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 300_000)]
    [Trait("Category", "Slow")]
    public async Task A_fresh_clone_compiles_itself_and_lists_its_distros_through_a_link()
    {
        await Shell.RunAsync(Checkout.Root, "bash", "-c", "git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -c | tar -x -C \"$1\"", "bash", _temp.Path);
        var link = _temp.At("artifacts-link");
        File.CreateSymbolicLink(link, _temp.At("build.sh"));

        var first = await Shell.TryAsync("/usr", "env", "-u", "NUKE_ROOT", link, "ListDistros");
        var second = await Shell.TryAsync("/", "env", "-u", "NUKE_ROOT", link, "ListDistros");

        first.ExitCode.ShouldBe(0, first.Error);
        first.Error.ShouldContain("compiling the build program");
        first.Output.ShouldContain("debian-12");
        second.Error.ShouldNotContain("compiling the build program");
        second.Output.ShouldBe(first.Output);
    }
}
