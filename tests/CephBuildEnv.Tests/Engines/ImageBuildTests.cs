using System.Collections.Immutable;
using System.Formats.Tar;
using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>What the client is given for a build, and what is made of its answer.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ImageBuildTests : EngineTest
{
    private static readonly ImageBuild Image = new(
        "ceph-build-env/base:debian-12",
        [new("Dockerfile", "FROM scratch\n"u8.ToArray(), false), new("base/setup.sh", "true\n"u8.ToArray(), true)],
        ImmutableSortedDictionary<string, string>.Empty.Add("UPSTREAM", "ceph-build-env/upstream:debian-12"),
        ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Inputs, "cafe"));

    private readonly FakeClient _clients;
    private readonly List<string> _said = [];

    public ImageBuildTests() : base(EngineKind.Docker) => _clients = new(Temp);

    public override async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await base.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task The_client_gets_exactly_the_context_on_its_standard_input()
    {
        await BuildAsync();

        using var reader = new TarReader(File.OpenRead(_clients.Recorded(1, "input")));
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry)
            names.Add(entry.Name);
        names.ShouldBe(["Dockerfile", "base/setup.sh"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_client_talks_to_the_engine_that_the_API_talks_to()
    {
        using var variables = new Variables().Set("DOCKER_CONTEXT", "another").Set("DOCKER_HOST", "unix:///another.sock");

        await BuildAsync();

        var environment = await File.ReadAllLinesAsync(_clients.Recorded(1, "environment"), TestHost.Token);
        environment.ShouldContain($"DOCKER_HOST=unix://{Fake.Socket}");
        environment.ShouldContain("DOCKER_BUILDKIT=1");
        environment.ShouldNotContain(line => line.StartsWith("DOCKER_CONTEXT="));
    }

    [Fact(Timeout = 30_000)]
    public async Task Lines_of_both_streams_are_handed_over()
    {
        await BuildAsync("echo one; echo two >&2");

        _said.ShouldBe(["one", "two"], ignoreOrder: true);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_our_own_script_says_is_the_cause()
    {
        var error = await FailAsync("echo '#9 1.1 E: Unable to locate package libfoo'; echo '#9 1.2 ERROR: no such package: libfoo'; echo '#9 1.3 ERROR: Take a distro that has it'; echo noise; exit 1");

        error.Message.ShouldBe(
            """
            building ceph-build-env/base:debian-12 failed (exit code 1): no such package: libfoo
              E: Unable to locate package libfoo
              next: Take a distro that has it
            """);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_first_error_of_the_step_is_the_cause_however_much_follows()
    {
        var error = await FailAsync("echo '#9 1.1 dpkg: error processing package libfoo (--configure):'; echo '#9 1.1  installed libfoo script returned 3'; " +
            "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo \"#9 2.0 line $i\"; done; echo '#9 3.0 E: Sub-process dpkg returned an error code (1)'; " +
            "echo '#9 ERROR: process \"setup\" did not complete successfully: exit code: 100'; echo 'ERROR: failed to solve: process \"setup\" did not complete'; exit 1");

        error.Message.ShouldBe(
            """
            building ceph-build-env/base:debian-12 failed (exit code 1): error processing package libfoo (--configure): installed libfoo script returned 3
              dpkg: error processing package libfoo (--configure):
               installed libfoo script returned 3
              next: mend the cause and type the same command again; the steps that succeeded are not repeated
            """);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("docker-20.10-run", 459)]
    [InlineData("docker-26.1-run", 460)]
    public async Task What_our_script_makes_of_it_comes_with_the_error_that_it_is_about(string output, int line)
    {
        var error = await FailAsync($"/bin/cat '{Checkout.At("tests", "CephBuildEnv.Tests", "TestData", "Failures", $"{output}.log")}'; exit 1");

        error.Message.ShouldBe(
            $"""
            building ceph-build-env/base:debian-12 failed (exit code 1): the build dependencies of reef on debian-12 cannot be installed: no such package, or not in that version: python-nosuch
              mk-build-deps: Unable to install ceph-build-deps at /usr/bin/mk-build-deps line {line}.
              next: Take a distro that has them; ListDistros shows the ones there are
            """);
    }

    [Fact]
    public void Where_all_of_the_output_is_comes_after_the_error() => new ImageBuildException("x:y", 1, ["a", "b"], null).WithLog("/log").Message.Split('\n').ShouldBe(
        ["building x:y failed (exit code 1): its last lines are", "  a", "  b", "  log: /log", "  next: mend the cause and type the same command again; the steps that succeeded are not repeated"]);

    [Fact(Timeout = 30_000)]
    public async Task Where_no_error_is_recognised_the_end_is_shown()
    {
        var error = await FailAsync("i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo line $i; done; exit 1");

        error.Message.ShouldContain("line 300");
        error.Message.ShouldNotContain("line 200");
        error.Lines.Count.ShouldBe(200);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_reads_nothing_does_not_hang_the_build()
    {
        _clients.AddScript("docker", "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Docker version 20.10.24' && exit 0\necho 'cannot connect'; exit 1");
        var large = Image with { Context = Image.Context.Add(new("large", new byte[4 << 20], false)) };

        (await Should.ThrowAsync<ImageBuildException>(() => Engine.BuildImageAsync(large, _said.Add, TestHost.Token))).Message.ShouldContain("cannot connect");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_build_ends_its_client()
    {
        _clients.Add("docker", "Docker version 20.10.24", build: "echo $$ >\"$folder/pid\"; exec /bin/sleep 60");
        using var cancellation = new CancellationTokenSource();
        var build = Engine.BuildImageAsync(Image, _said.Add, cancellation.Token);
        var pid = _clients.Recorded(1, "pid");
        while (!File.Exists(pid) || new FileInfo(pid).Length == 0)
            await Task.Delay(20, TestHost.Token);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => build);
        Directory.Exists($"/proc/{(await File.ReadAllTextAsync(pid, TestHost.Token)).Trim()}").ShouldBeFalse();
    }

    private async Task BuildAsync(string commands = "")
    {
        _clients.Add("docker", "Docker version 20.10.24", build: commands);
        await Engine.BuildImageAsync(Image, _said.Add, TestHost.Token);
    }

    private Task<ImageBuildException> FailAsync(string commands) => Should.ThrowAsync<ImageBuildException>(() => BuildAsync(commands));
}
