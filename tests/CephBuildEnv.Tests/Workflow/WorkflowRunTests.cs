using CephBuildEnv.Engines;
using CephBuildEnv.Images;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;
using CephBuildEnv.Workflow;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace CephBuildEnv.Tests.Workflow;

/// <summary>Several environments in one invocation.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class WorkflowRunTests : IDisposable
{
    private readonly Workspace _workspace = new(new WorkspaceOptions
    {
        Checkout = Checkout.Root,
        Repository = RepositoryUrl.Parse("https://sample.invalid/ceph.git"),
        CacheSize = ByteSize.FromGibibytes(1),
    }, new(ImageTags.Repository, () => throw new InvalidOperationException("no step needs an engine")));

    private readonly List<string> _logged = [];
    private readonly ILogger _before = Log.Logger;
    private readonly Logger _logger;
    private readonly WorkflowRun _run;

    public WorkflowRunTests()
    {
        Log.Logger = _logger = new LoggerConfiguration().WriteTo.Sink(new Collector(_logged)).CreateLogger();
        _run = new(_workspace, TestHost.Token);
    }

    public void Dispose()
    {
        Log.Logger = _before;
        _logger.Dispose();
    }

    [Fact]
    public void Only_what_is_needed_is_done_and_every_reason_is_said()
    {
        var step = Step("Build", FakeStep.Needed("a-1"), FakeStep.UpToDate("b-1"));

        _run.IsNeeded(step).ShouldBeTrue();
        _run.Do(step);

        step.Done.ShouldBe(["a-1"]);
        _logged.ShouldBe(["a-1: does not exist", "b-1: is up to date"]);
    }

    [Fact]
    public void A_step_of_which_everything_is_up_to_date_is_not_needed() => _run.IsNeeded(Step("Build", FakeStep.UpToDate("a-1"))).ShouldBeFalse();

    [Fact]
    public void Deciding_does_nothing()
    {
        var step = Step("Build", FakeStep.Needed("a-1"));

        _run.IsNeeded(step);

        step.Done.ShouldBeEmpty();
    }

    [Fact]
    public void After_one_of_several_has_failed_the_others_are_done()
    {
        var step = Step("Build", FakeStep.Failing("a-1", new UserException("it broke")), FakeStep.Needed("b-1"));

        Should.Throw<UserException>(() => _run.Do(step)).Message.ShouldBe("a-1: it broke");

        step.Done.ShouldBe(["a-1", "b-1"]);
        var next = Step("Interactive", FakeStep.Needed("a-1"), FakeStep.Needed("b-1"));
        _run.IsNeeded(next);
        _run.Do(next);
        next.Done.ShouldBe(["b-1"]);
    }

    [Theory]
    [InlineData(28, "No space left on device", "df -h /ceph")]
    [InlineData(30, "Read-only file system", "mount -o remount,rw")]
    public void A_disk_that_cannot_be_written_is_an_error_that_says_what_to_do(int errno, string text, string remedy)
    {
        var step = Step("Build", FakeStep.Failing("a-1", new IOException($"{text} : '/ceph/locks/a'", errno)), FakeStep.Needed("b-1"));

        var message = Should.Throw<UserException>(() => _run.Do(step)).Message;

        message.ShouldStartWith($"a-1: {text} : '/ceph/locks/a'; ");
        message.ShouldContain(remedy);
        step.Done.ShouldBe(["a-1", "b-1"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_step_allows_at_once_is_done_at_once_and_errors_keep_their_order()
    {
        using var both = new Barrier(2);
        Task MeetAsync(string error) => Task.Run(() =>
        {
            both.SignalAndWait(TestHost.Token);
            throw new UserException(error);
        });
        var step = new FakeStep(
            "BaseImage",
            _workspace,
            FakeStep.Needed("a") with { Act = _ => MeetAsync("one") },
            FakeStep.Needed("b") with { Act = _ => MeetAsync("two") }) { AtOnce = 2 };

        var error = await Task.Run(() => Should.Throw<UserException>(() => _run.Do(step)));

        error.Message.ShouldBe("a: one\nb: two");
    }

    [Fact]
    public void What_failed_before_an_interruption_is_still_said()
    {
        var step = Step("Build", FakeStep.Failing("a-1", new UserException("it broke")), FakeStep.Failing("b-1", new OperationCanceledException()));

        Should.Throw<OperationCanceledException>(() => _run.Do(step));

        _run.FailureReports.ShouldBe(["it broke"]);
    }

    [Fact]
    public void Of_several_failures_each_is_said()
    {
        var step = Step("Build", FakeStep.Failing("a-1", new UserException("one")), FakeStep.Failing("b-1", new UserException("two")));

        Should.Throw<UserException>(() => _run.Do(step)).Message.ShouldBe("a-1: one\nb-1: two");
    }

    [Fact]
    public void Later_steps_leave_out_what_has_failed_and_say_so()
    {
        Should.Throw<UserException>(() => _run.Do(Step("Prepare", FakeStep.Failing("a-1", new UserException("x")), FakeStep.Needed("b-1"))));
        _logged.Clear();
        var later = Step("Build", FakeStep.Needed("a-1"), FakeStep.Needed("b-1"));

        _run.IsNeeded(later);
        _run.Do(later);

        later.Done.ShouldBe(["b-1"]);
        _logged.ShouldBe(["a-1: Prepare failed", "b-1: does not exist"]);
    }

    [Fact]
    public void What_requires_something_that_has_failed_is_left_out()
    {
        Should.Throw<UserException>(() => _run.Do(Step("BaseImage", FakeStep.Failing("debian-12", new UserException("x")))));

        _run.IsNeeded(Step("ReleaseImage", FakeStep.Needed("debian-12-reef") with { Requires = "debian-12" })).ShouldBeFalse();

        _logged.ShouldContain("debian-12-reef: BaseImage failed");
    }

    [Fact]
    public void What_cannot_even_be_decided_fails_alone()
    {
        var error = new UserException("something is in the way");
        var step = Step("Build", new Work("a-1", _ => throw error, _ => throw error), FakeStep.Needed("b-1"));

        Should.Throw<UserException>(() => _run.Do(step)).Message.ShouldBe("a-1: something is in the way");

        step.Done.ShouldBe(["a-1", "b-1"]);
    }

    [Fact]
    public void Without_an_engine_a_plan_says_so_once()
    {
        var silent = new Work("a-1", _ => throw new EngineUnreachableException("no engine", new IOException()), _ => Task.CompletedTask);

        _run.IsNeeded(Step("BaseImage", silent, silent with { Key = "b-1" }));

        _logged.ShouldBe(["a-1: unknown until the engine answers: no engine", "b-1: unknown until the engine answers"]);
    }

    [Fact]
    public void A_bug_is_not_taken_for_a_failure_of_one_environment()
    {
        var step = Step("Build", FakeStep.Failing("a-1", new InvalidOperationException("bug")), FakeStep.Needed("b-1"));

        Should.Throw<InvalidOperationException>(() => _run.Do(step));

        step.Done.ShouldBe(["a-1"]);
    }

    [Fact]
    public void What_is_to_be_done_is_pending_until_it_is_done()
    {
        var step = Step("BaseImage", FakeStep.Needed("debian-12"), FakeStep.Failing("debian-13", new UserException("x")));
        _run.IsNeeded(step);
        _workspace.Pending.ShouldBe([("BaseImage", "debian-12"), ("BaseImage", "debian-13")], ignoreOrder: true);

        Should.Throw<UserException>(() => _run.Do(step));

        _workspace.Pending.ShouldBe([("BaseImage", "debian-13")]);
    }

    private sealed class Collector(List<string> lines) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => lines.Add(logEvent.RenderMessage());
    }

    private FakeStep Step(string name, params Work[] works) => new(name, _workspace, works);
}
