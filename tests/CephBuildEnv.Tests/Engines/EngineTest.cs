using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>The real <see cref="ContainerEngine"/> in front of a fake engine.</summary>
public abstract class EngineTest : IAsyncDisposable
{
    protected EngineTest(EngineKind kind)
    {
        Fake = new(Temp.At("engine.sock"), kind == EngineKind.Docker ? "docker-20.10" : "podman-4.3");
        Engine = new(new EngineEndpoint(kind, new Uri($"unix://{Fake.Socket}"), "the test says so"));
    }

    protected TempFolder Temp { get; } = new();

    protected FakeEngine Fake { get; }

    protected ContainerEngine Engine { get; }

    protected IEnumerable<string> Asked => Fake.Requests.Select(request => request.ToString());

    public virtual async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Fake.DisposeAsync();
        Temp.Dispose();
        GC.SuppressFinalize(this);
    }
}
