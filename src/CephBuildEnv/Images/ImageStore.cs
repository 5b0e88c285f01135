using System.Collections.Concurrent;
using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;

namespace CephBuildEnv.Images;

/// <summary>Our images as the engine has them, asked for once and kept until one is built. Several may be built at once.</summary>
/// <param name="connection">To where they are; not made before it is needed.</param>
/// <param name="layout">Where the locks are.</param>
/// <param name="rebuild">Build again what is up to date, once per process.</param>
/// <param name="onLine">Gets what the builder says.</param>
public sealed class ImageStore(EngineConnection connection, HostLayout layout, bool rebuild, Action<string> onLine)
{
    private readonly ConcurrentDictionary<string, bool> _built = [];
    private Task<Dictionary<string, ImageState>>? _images;

    /// <summary>Finds out whether a build is possible at all; throws when it is not.</summary>
    public Func<CancellationToken, Task> BeforeBuild { get; init; } = _ => Task.CompletedTask;

    /// <summary>Null when there is no such image.</summary>
    public async Task<ImageState?> FindAsync(string tag, CancellationToken cancellation) => (await AllAsync(cancellation)).GetValueOrDefault(tag);

    public async Task<IReadOnlyDictionary<string, ImageState>> AllAsync(CancellationToken cancellation) =>
        await (_images is { IsFaulted: false, IsCanceled: false } known ? known : _images = LoadAsync(cancellation));

    /// <summary>Why an image has to be built; empty when it is up to date.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(ImageRecipe recipe, CancellationToken cancellation)
    {
        var differences = recipe.Differences(await FindAsync(recipe.Tag, cancellation));
        return differences.Count == 0 && rebuild && !_built.ContainsKey(recipe.Tag) ? ["--rebuild"] : differences;
    }

    /// <summary>Builds an image if it is not up to date.</summary>
    /// <returns>The image as it is then.</returns>
    public async Task<ImageState> EnsureAsync(ImageRecipe recipe, CancellationToken cancellation)
    {
        if ((await DifferencesAsync(recipe, cancellation)).Count == 0)
            return (await FindAsync(recipe.Tag, cancellation))!;
        using var _ = await ResourceLock.WaitAsync(
            layout, ImageTags.LockName(recipe.Tag), holder => onLine($"{recipe.Tag} is being built by {holder}: waiting"), cancellation);
        Forget();
        if ((await DifferencesAsync(recipe, cancellation)).Count == 0)
            return (await FindAsync(recipe.Tag, cancellation))!;
        await BeforeBuild(cancellation);
        onLine($"building {recipe.Tag}");
        await BuildAsync(recipe, cancellation);
        _built[recipe.Tag] = true;
        Forget();
        return (await FindAsync(recipe.Tag, cancellation))!;
    }

    /// <summary>The engine is asked again: something has changed there.</summary>
    public void Forget() => _images = null;

    private async Task BuildAsync(ImageRecipe recipe, CancellationToken cancellation)
    {
        using var log = new ImageLog(layout, recipe.Tag);
        try
        {
            await connection.Engine.BuildImageAsync(recipe.ToBuild(rebuild ? $"{TimeProvider.System.GetUtcNow():O}" : null), OnLine, cancellation);
        }
        catch (ImageBuildException e)
        {
            // An engine that is gone is the cause, and says what to type.
            await connection.Engine.GetInfoAsync(cancellation);
            throw e.WithLog(log.Path);
        }

        void OnLine(string line)
        {
            log.Write(line);
            onLine($"{recipe.Tag}: {line}");
        }
    }

    // podman puts a registry before every name: localhost where its own client made the image, Docker's where the API did.
    // What has both names is looked up as the former.
    private async Task<Dictionary<string, ImageState>> LoadAsync(CancellationToken cancellation)
    {
        var images = new Dictionary<string, ImageState>(StringComparer.Ordinal);
        foreach (var image in await connection.ImagesAsync(cancellation))
        {
            foreach (var tag in image.Tags)
            {
                if (!images.TryAdd(Shorten(tag), image) && tag.StartsWith("localhost/"))
                    images[Shorten(tag)] = image;
            }
        }

        return images;
    }

    private static string Shorten(string tag) => tag[Math.Max(0, tag.IndexOf($"{ImageTags.Repository}/", StringComparison.Ordinal))..];
}
