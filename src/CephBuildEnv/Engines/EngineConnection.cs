namespace CephBuildEnv.Engines;

/// <summary>The engine that an invocation works with, and what it says of itself and of our images.</summary>
/// <param name="repository">That our images are in.</param>
/// <param name="connect">Finds it, once, when it is first needed.</param>
public sealed class EngineConnection(string repository, Func<ContainerEngine> connect) : IDisposable
{
    // Where nobody ever answers.
    private static readonly EngineEndpoint Nowhere = new(EngineKind.Docker, new("unix:///proc/none"), "nobody is asked");

    private readonly Lazy<ContainerEngine> _engine = new(connect);
    private Task<EngineInfo>? _info;
    private Task<IReadOnlyList<ImageState>>? _images;

    public IContainerEngine Engine => _engine.Value;

    /// <summary>
    /// To be called when the process begins, and not to be waited for: goes once through all that a question passes through, while the
    /// parameters are read. Much of it is compiled when it is first used, and that takes longer than the engine takes to answer.
    /// </summary>
    public static Task GetReadyAsync()
    {
        // One processor alone would do this in place of what has to be done.
        return Environment.ProcessorCount > 1 ? Task.Run(AskNobodyAsync) : Task.CompletedTask;

        static async Task AskNobodyAsync()
        {
            using var engine = new ContainerEngine(Nowhere);
            try
            {
                await engine.ListImagesAsync("", CancellationToken.None);
            }
            catch (EngineUnreachableException)
            {
                // As it has to be.
            }
        }
    }

    /// <summary>For whoever will need them: asks, and does not wait. The first question of a process takes longer than the engine to answer it.</summary>
    public void AskForImages(CancellationToken cancellation) =>
        _images = Task.Run(() => Engine.ListImagesAsync(repository, cancellation), cancellation);

    /// <summary>The same of itself, once our images are answered where they were asked for: those are waited for first.</summary>
    public void AskForInfo(CancellationToken cancellation)
    {
        var before = _images ?? Task.CompletedTask;
        _info = Task.Run(
            async () =>
            {
                await before;
                return await Engine.GetInfoAsync(cancellation);
            },
            cancellation);
    }

    /// <summary>Our images as they are now; as they were when they were asked for early, where nobody has had that answer.</summary>
    public Task<IReadOnlyList<ImageState>> ImagesAsync(CancellationToken cancellation) =>
        Interlocked.Exchange(ref _images, null) ?? Engine.ListImagesAsync(repository, cancellation);

    /// <summary>What the engine says of itself, asked once.</summary>
    public Task<EngineInfo> InfoAsync(CancellationToken cancellation) => _info is { IsFaulted: false, IsCanceled: false }
        ? _info
        : _info = Task.Run(() => Engine.GetInfoAsync(cancellation), cancellation);

    public void Dispose()
    {
        if (_engine.IsValueCreated)
            _engine.Value.Dispose();
    }
}
