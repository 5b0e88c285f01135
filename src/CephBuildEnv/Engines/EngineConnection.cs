namespace CephBuildEnv.Engines;

/// <summary>The engine that an invocation works with, and what it says of itself.</summary>
/// <param name="connect">Finds it, once, when it is first needed.</param>
public sealed class EngineConnection(Func<ContainerEngine> connect) : IDisposable
{
    private readonly Lazy<ContainerEngine> _engine = new(connect);
    private Task<EngineInfo>? _info;

    /// <param name="kind">Null for whichever there is.</param>
    public static EngineConnection To(EngineKind? kind) => new(() => new(new EndpointResolver().Resolve(kind)));

    public IContainerEngine Engine => _engine.Value;

    /// <summary>
    /// What the engine says of itself, asked once. Docker takes long to answer, and the first question of a process longer, so
    /// whoever will need it asks early, and waits for it late.
    /// </summary>
    public Task<EngineInfo> InfoAsync(CancellationToken cancellation) => _info is { IsFaulted: false, IsCanceled: false }
        ? _info
        : _info = Task.Run(() => Engine.GetInfoAsync(cancellation), cancellation);

    public void Dispose()
    {
        if (_engine.IsValueCreated)
            _engine.Value.Dispose();
    }
}
