using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>What the engine says of itself, for all who need it.</summary>
public sealed class EngineConnectionTests() : EngineTest(EngineKind.Docker)
{
    [Fact(Timeout = 30_000)]
    public async Task It_is_asked_once()
    {
        Fake.On("GET", "/info", 200, "info.json");
        using var connection = new EngineConnection("ceph-build-env", () => Engine);

        var early = connection.InfoAsync(TestHost.Token);
        var late = await connection.InfoAsync(TestHost.Token);

        (await early).ShouldBeSameAs(late);
        Asked.ShouldBe(["GET /info"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Asked_early_it_says_first_what_is_needed_first()
    {
        Fake.On("GET", "/info", 200, "info.json").OnText("GET", "/images/json", 200, "[]");
        using var connection = new EngineConnection("ceph-build-env", () => Engine);

        connection.AskForImages(TestHost.Token);
        connection.AskForInfo(TestHost.Token);
        (await connection.ImagesAsync(TestHost.Token)).ShouldBeEmpty();
        await connection.InfoAsync(TestHost.Token);

        Asked.Select(request => request.Split('?')[0]).ShouldBe(["GET /images/json", "GET /info"]);
        await connection.ImagesAsync(TestHost.Token);
        Asked.Last().ShouldStartWith("GET /images/json");
    }

    // It may have been started meanwhile.
    [Fact(Timeout = 30_000)]
    public async Task It_is_asked_again_where_it_did_not_answer()
    {
        Fake.OnText("GET", "/info", 500, """{"message":"not now"}""");
        using var connection = new EngineConnection("ceph-build-env", () => Engine);
        await Should.ThrowAsync<UserException>(() => connection.InfoAsync(TestHost.Token));
        Fake.On("GET", "/info", 200, "info.json");

        (await connection.InfoAsync(TestHost.Token)).Processors.ShouldBeGreaterThan(0);
    }

    // Nobody waits for it, nor sees what it throws.
    [Fact(Timeout = 30_000)]
    public Task It_gets_ready_and_throws_nothing() => Should.NotThrowAsync(EngineConnection.GetReadyAsync);

    [Fact]
    public void What_asks_nothing_looks_for_no_engine()
    {
        using var connection = new EngineConnection("ceph-build-env", () => throw new InvalidOperationException("nobody needs an engine"));
    }
}
