using System.Text.RegularExpressions;
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

    // Options and expansions that tools of CentOS 7 (bash 4.2, git 1.8.3, util-linux 2.23) and Leap 42.3 (bash 4.3, util-linux 2.29)
    // do not have, and that are easily written by whoever has newer ones.
    [Theory]
    [InlineData(@"\bgit -C\b")]
    [InlineData(@"\bsetpriv\b.*--(init-groups|reset-env|ambient-caps|pdeathsig)")]
    [InlineData(@"\b(mapfile|readarray)( -[a-z]+)* -[a-z]*d\b")]
    [InlineData(@"\b(local|declare|typeset) -[a-zA-Z]*n")]
    [InlineData(@"\$\{[A-Za-z_]+(\[[^]]*\])?@[A-Za-z]\}")]
    [InlineData(@"\bwait -[a-z]*[np]\b")]
    [InlineData(@"\btar\b.*--sort\b")]
    [InlineData(@"\benv -S\b|\bgit [a-z-]+ .*--(git-common-dir|show-superproject-working-tree)\b")]
    public void Scripts_of_containers_ask_nothing_that_the_oldest_distros_do_not_know(string pattern) => Scripts.All
        .Where(path => path.StartsWith("bin/") || path.StartsWith("images/"))
        .SelectMany(path => Checkout.Read(path).Split('\n').Where(line => !line.TrimStart().StartsWith('#') && Regex.IsMatch(line, pattern)).Select(line => $"{path}: {line}"))
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
