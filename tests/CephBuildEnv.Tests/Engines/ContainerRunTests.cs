using System.Text;
using System.Text.Json;
using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>A container from its creation to its removal.</summary>
public sealed class ContainerRunTests() : EngineTest(EngineKind.Docker)
{
    private const string Id = "37e6e7936587f2d4831aef98c8eb0acc12cbdd8ec3df8cb2952348a791cef8f5";

    private static readonly ContainerSpec Spec = new("ceph-build-env.debian-12-reef.build", "ceph-build-env/git:debian-12-reef");

    private readonly StringBuilder _output = new();

    [Fact(Timeout = 30_000)]
    public async Task It_is_attached_before_it_starts_and_removed_when_it_has_ended()
    {
        Record().OnAttach((1, "compiling\n"), (2, "a warning\n"));

        var ended = await Engine.RunAsync(Spec, Write, TestHost.Token);

        ended.ExitCode.ShouldBe(1);
        _output.ToString().ShouldBe("compiling\na warning\n");
        Asked.Where(request => !request.StartsWith("GET")).Select(request => request.Split('?')[0]).ShouldBe(
        [
            "POST /containers/create",
            $"POST /containers/{Id}/attach",
            $"POST /containers/{Id}/start",
            $"POST /containers/{Id}/wait",
            $"DELETE /containers/{Spec.Name}",
        ]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Much_output_arrives_complete()
    {
        var line = new string('x', 99_999) + "\n";
        Record().OnAttach([.. Enumerable.Repeat(((byte)1, line), 20)]);

        await Engine.RunAsync(Spec, Write, TestHost.Token);

        _output.ToString().ShouldBe(string.Concat(Enumerable.Repeat(line, 20)));
    }

    [Fact(Timeout = 30_000)]
    public async Task Many_lines_are_handed_on_together()
    {
        Record().OnAttach([.. Enumerable.Range(1, 1000).Select(line => ((byte)1, $"[{line}/1000] Building CXX object\n"))]);
        var pieces = 0;

        await Engine.RunAsync(Spec, Count, TestHost.Token);

        _output.ToString().ShouldBe(string.Concat(Enumerable.Range(1, 1000).Select(line => $"[{line}/1000] Building CXX object\n")));
        pieces.ShouldBeLessThan(100);

        ValueTask Count(ReadOnlyMemory<byte> output)
        {
            pieces++;
            return Write(output);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task It_is_never_pulled_and_never_removed_by_the_engine_itself()
    {
        Record().OnAttach();

        await Engine.RunAsync(Spec, Write, TestHost.Token);

        using var json = JsonDocument.Parse(Fake.Requests[0].Text);
        var host = json.RootElement.GetProperty("HostConfig");
        host.GetProperty("Init").GetBoolean().ShouldBeTrue();
        (host.TryGetProperty("AutoRemove", out var remove) && remove.GetBoolean()).ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_its_image_it_is_not_started_and_the_remedy_is_given()
    {
        Record().On("POST", "/containers/create", 404, "create-no-image.json");

        (await Should.ThrowAsync<UserException>(() => Engine.RunAsync(Spec, Write, TestHost.Token)))
            .Message.ShouldBe("No such image: ceph-build-env/none:x: it was removed meanwhile; start again, and it is built anew");
        Asked.ShouldNotContain(request => request.Contains("/start"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_name_that_is_taken_is_an_error_that_says_by_whom()
    {
        Record().On("POST", "/containers/create", 409, "create-conflict.json");

        (await Should.ThrowAsync<UserException>(() => Engine.RunAsync(Spec, Write, TestHost.Token)))
            .Message.ShouldStartWith("the engine refused (409): Conflict. The container name \"/rec-1\" is already in use");
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_cannot_start_is_removed()
    {
        Record().OnAttach().OnText("POST", $"/containers/{Id}/start", 400, """{"message":"exec: \"/ceph/bin/x\": no such file or directory"}""");

        await Should.ThrowAsync<UserException>(() => Engine.RunAsync(Spec, Write, TestHost.Token));

        Asked.Last().ShouldStartWith($"DELETE /containers/{Spec.Name}");
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_somebody_removes_while_it_runs_is_an_error_that_says_so()
    {
        Record().OnAttach().On("POST", $"/containers/{Id}/wait", 404, "container-missing.json");

        (await Should.ThrowAsync<UserException>(() => Engine.RunAsync(Spec, Write, TestHost.Token)))
            .Message.ShouldBe($"the container {Spec.Name} was removed by somebody while it ran; what it has made is kept: start again");
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelled_it_is_stopped_by_name_and_removed()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestHost.Token);
        Record().OnStream("POST", $"/containers/{Id}/attach", async stream =>
        {
            await FakeEngine.UpgradeAsync(stream);
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(200));
            await Fake.HangAsync();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Engine.RunAsync(Spec, Write, cancellation.Token));

        Asked.TakeLast(2).Select(request => request.Split('?')[0]).ShouldBe([$"POST /containers/{Spec.Name}/stop", $"DELETE /containers/{Spec.Name}"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_was_said_before_it_is_cancelled_is_handed_on()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestHost.Token);
        Record().OnStream("POST", $"/containers/{Id}/attach", async stream =>
        {
            await FakeEngine.UpgradeAsync(stream);
            while (!Asked.Any(request => request.Contains("/start")))
                await Task.Delay(TimeSpan.FromMilliseconds(5), TestHost.Token);
            // Its output is waited for by then.
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestHost.Token);
            await FakeEngine.WriteFrameAsync(stream, 1, "first\n");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TestHost.Token);
            await FakeEngine.WriteFrameAsync(stream, 1, "last\n");
            await cancellation.CancelAsync();
            await Fake.HangAsync();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Engine.RunAsync(Spec, Write, cancellation.Token));

        _output.ToString().ShouldBe("first\nlast\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelled_it_does_not_wait_for_who_does_not_take_its_output()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestHost.Token);
        Record().OnAttach((1, "x"));

        await Should.ThrowAsync<OperationCanceledException>(() => Engine.RunAsync(Spec, Block, cancellation.Token));

        Asked.Last().ShouldStartWith($"DELETE /containers/{Spec.Name}");

        ValueTask Block(ReadOnlyMemory<byte> output)
        {
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(100));
            return new(Fake.HangAsync());
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Output_that_cannot_be_written_ends_the_container()
    {
        Record().OnAttach((1, "x"));

        await Should.ThrowAsync<UserException>(() => Engine.RunAsync(Spec, _ => throw new UserException("the disk is full"), TestHost.Token));

        Asked.Last().ShouldStartWith($"DELETE /containers/{Spec.Name}");
    }

    private FakeEngine Record() => Fake
        .On("POST", "/containers/create", 201, "created.json")
        .On("POST", $"/containers/{Id}/start", 204)
        .On("POST", $"/containers/{Id}/wait", 200, "wait.json")
        .On("GET", $"/containers/{Id}/json", 200, "container-ended.json")
        .On("POST", $"/containers/{Spec.Name}/stop", 304)
        .On("DELETE", $"/containers/{Spec.Name}", 204);

    private ValueTask Write(ReadOnlyMemory<byte> output)
    {
        _output.Append(Encoding.UTF8.GetString(output.Span));
        return ValueTask.CompletedTask;
    }
}
