using CephBuildEnv.Engines;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Workflow;

namespace CephBuildEnv.Tests.Workflow;

/// <summary>Runs in front of a fake engine, on a host whose clock is set in the middle of them.</summary>
public sealed class ContainerRunsTests(SampleServer sample) : IAsyncLifetime
{
    private const string Image = "ceph-build-env/git:debian-12-reef";
    private const string Container = "ceph-build-env.debian-12-reef.build";
    private const string Id = "37e6e7936587f2d4831aef98c8eb0acc12cbdd8ec3df8cb2952348a791cef8f5";

    private readonly SourceWorld _world = new(sample.Url);
    private readonly JumpingClock _clock = new();
    private FakeEngine _fake = null!;
    private EngineConnection _engine = null!;
    private Workspace _workspace = null!;

    private RunHistory History => new(_world.Host.Layout, TestHost.Environment());

    public async ValueTask InitializeAsync()
    {
        await sample.FillAsync(_world.Host.Layout.ObjectStore);
        await _world.CloneAsync();
        _fake = new(_world.Host.Temp.At("engine.sock"), "docker-20.10");
        var options = new WorkspaceOptions { Checkout = Checkout.Root, Repository = sample.Url, Clock = _clock, Jobs = 1 };
        _engine = new(ImageTags.Repository, () => new(new EngineEndpoint(EngineKind.Docker, new($"unix://{_fake.Socket}"), "the test says so")));
        _workspace = new(options, _world.Host.Layout, _engine);
        _fake.On("GET", "/info", 200, "info.json")
            .OnText("GET", "/images/json", 200, $$"""[{"Id":"sha256:1","RepoTags":["{{Image}}"]}]""")
            .On("GET", $"/containers/{Container}/json", 404, "container-missing.json")
            .On("POST", "/containers/create", 201, "created.json")
            .On("POST", $"/containers/{Id}/start", 204)
            .On("POST", $"/containers/{Id}/wait", 200, "wait.json")
            .On("GET", $"/containers/{Id}/json", 200, "container-ended.json")
            .On("POST", $"/containers/{Container}/stop", 304)
            .On("DELETE", $"/containers/{Container}", 204);
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _fake.DisposeAsync();
        _world.Dispose();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(-5)]
    [InlineData(30 * 24)]
    public async Task Clock_set_during_a_run(int hours)
    {
        await RunAsync();
        var jumped = await RunAsync(TimeSpan.FromHours(hours));
        var last = await RunAsync();

        // What has passed, not what the clock shows.
        jumped.Elapsed!.Value.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        (last.Start - jumped.Start).TotalHours.ShouldBe(hours, tolerance: 0.1);
        History.Runs.Select(run => run.Name).ShouldBe(["0001-build", "0002-build", "0003-build"]);
        History.LastRecord.ShouldBe(last);
        History.Find(null).Name.ShouldBe(last.Run);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_limit_of_time_is_not_reached_because_the_clock_was_set()
    {
        var limited = new Workspace(_workspace.Options with { Timeout = TimeSpan.FromHours(1) }, _world.Host.Layout, _engine);

        (await RunAsync(TimeSpan.FromDays(30), limited)).Outcome.ShouldBe(RunOutcome.Failed);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_cannot_be_run_is_no_run()
    {
        var request = new RunRequest(TestHost.Environment(), ContainerSpecs.BuildVerb, "ceph-build-env/git:debian-12-none", "build-git.sh", []);

        (await Should.ThrowAsync<UserException>(() => new ContainerRuns(_workspace).RunAsync(request, TestHost.Token))).Message
            .ShouldBe("ceph-build-env/git:debian-12-none does not exist; build it: leave BuildPrepare out of --skip");

        History.Runs.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_container_starts_while_git_looks_at_the_tree_and_its_scripts_wait_for_that()
    {
        var attributes = await LetGitWaitAsync();

        var running = RunAsync();
        await StartedAsync();
        var run = History.Runs.ShouldHaveSingleItem();
        var script = Shell.TryAsync("/", "env", $"CEPH_RUN_DIR={run.Reports}", "bash", "-c", $". {Checkout.At("bin", "lib.sh")}; await_host; cat {run.RecordPath}");
        await Task.Delay(300, TestHost.Token);
        script.IsCompleted.ShouldBeFalse();
        run.Record!.Outcome.ShouldBe(RunOutcome.Running);
        await File.WriteAllTextAsync(attributes, "", TestHost.Token);

        (await script).Output.ShouldContain("\"dirty\": true");
        (await running).Dirty.ShouldBeTrue();
        Directory.EnumerateFiles(run.Reports).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interruption_ends_git_too()
    {
        await LetGitWaitAsync();
        LetContainerRunOn();
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(TestHost.Token);

        var running = new ContainerRuns(_workspace).RunAsync(Request, interruption.Token);
        await StartedAsync();
        await interruption.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        History.LastRecord!.Outcome.ShouldBe(RunOutcome.Interrupted);
        (await Shell.TryAsync("/", "pgrep", "-f", $"git -C {_world.Folder()} status")).Output.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_wrong_with_the_tree_ends_its_container_before_that_touches_it()
    {
        await Shell.RunAsync(_world.Folder(), "git", "config", "core.gitProxy", "theirs");
        LetContainerRunOn();
        var held = new List<bool>();
        _fake.OnStream("POST", $"/containers/{Container}/stop", stream =>
        {
            held.Add(File.Exists(Path.Combine(History.Runs[^1].Reports, "tree.lock")));
            return FakeEngine.RespondAsync(stream, 304, "");
        });

        (await Should.ThrowAsync<UserException>(() => new ContainerRuns(_workspace).RunAsync(Request, TestHost.Token))).Message.ShouldContain("sets core.gitproxy to theirs");

        held.ShouldBe([true]);
        _fake.Requests.ShouldContain(asked => asked.ToString().StartsWith($"DELETE /containers/{Container}"));
        History.LastRecord!.Outcome.ShouldBe(RunOutcome.Failed);
        Directory.EnumerateFiles(History.Runs[^1].Reports).ShouldBeEmpty();
    }

    private static RunRequest Request => new(TestHost.Environment(), ContainerSpecs.BuildVerb, Image, "build-git.sh", []);

    private void LetContainerRunOn() => _fake.OnStream("POST", $"/containers/{Id}/attach", async stream =>
    {
        await FakeEngine.UpgradeAsync(stream);
        await _fake.HangAsync();
    });

    private async Task StartedAsync()
    {
        while (!_fake.Requests.Any(request => request.ToString().Contains("/start")))
            await Task.Delay(20, TestHost.Token);
    }

    // A file may have changed, and what git needs to tell is in a pipe that nobody writes to.
    private async Task<string> LetGitWaitAsync()
    {
        var attributes = Path.Combine(_world.Folder(), ".gitattributes");
        await Shell.RunAsync(_world.Folder(), "bash", "-c", $"sed -i 's/e/E/' do_cmake.sh; mkfifo {attributes}");
        return attributes;
    }

    // The recorded container fails.
    private async Task<RunRecord> RunAsync(TimeSpan jump = default, Workspace? workspace = null)
    {
        _fake.OnStream("POST", $"/containers/{Id}/attach", stream =>
        {
            _clock.Difference += jump;
            return FakeEngine.UpgradeAsync(stream);
        });
        var failed = await Should.ThrowAsync<RunFailedException>(() => new ContainerRuns(workspace ?? _workspace).RunAsync(Request, TestHost.Token));
        return failed.Record;
    }
}
