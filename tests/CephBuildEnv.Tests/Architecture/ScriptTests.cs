using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Architecture;

public sealed class ScriptTests
{
    // Sample of an old project's scripts, and sourced files.
    private const string Sample = "tests/sample-ceph/";

    public static TheoryData<string> Paths() => [.. Scripts.All];

    public static TheoryData<string> OwnPrograms() => [.. Scripts.All.Where(path => !path.StartsWith(Sample) && Checkout.Read(path).StartsWith("#!"))];

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Paths))]
    public async Task Bash_can_read_it(string script) => (await Shell.TryAsync(Checkout.Root, "bash", "-n", script)).Error.ShouldBe("");

    [Theory]
    [MemberData(nameof(OwnPrograms))]
    public void It_starts_with_the_shell_of_the_PATH_and_stops_at_the_first_failure(string script)
    {
        var text = Checkout.Read(script);

        text.ShouldSatisfyAllConditions(
            () => text.ShouldStartWith("#!/usr/bin/env bash\n"),
            () => text.ShouldContain("\nset -Eeuo pipefail\n"));
    }

    [Theory]
    [MemberData(nameof(OwnPrograms))]
    public void It_says_first_what_it_does(string script) => Checkout.Read(script).Split('\n')[1].ShouldStartWith("# ");

    [Fact]
    public void Scripts_of_containers_know_no_engine_and_no_host() => Scripts.All
        .Where(path => path.StartsWith("bin/") || path.StartsWith("images/"))
        .Where(path => Checkout.Read(path).Split('\n').Any(line => !line.TrimStart().StartsWith('#') && (line.Contains("docker ") || line.Contains("podman "))))
        .ShouldBeEmpty();

    [Fact]
    public void Programs_are_executable_and_what_is_sourced_is_not() => Scripts.All
        .Where(path => !path.StartsWith(Sample))
        .Where(path => IsExecutable(path) != Checkout.Read(path).StartsWith("#!"))
        .ShouldBeEmpty();

    [Fact(Timeout = 60_000)]
    public async Task Shellcheck_finds_nothing()
    {
        var isThere = ExecutablePath.Find("shellcheck") is not null;
        Assert.SkipUnless(isThere || Environment.GetEnvironmentVariable("CI") == "true", "shellcheck is not installed");

        var result = await Shell.TryAsync(Checkout.Root, "shellcheck", ["--external-sources", "--source-path=SCRIPTDIR", "--shell=bash", .. Scripts.All]);

        (result.Output + result.Error).ShouldBe("");
    }

    private static bool IsExecutable(string path) => (File.GetUnixFileMode(Checkout.At(path)) & UnixFileMode.UserExecute) != 0;
}
