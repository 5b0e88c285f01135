using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;

namespace CephBuildEnv.Disk;

/// <summary>What the engine has of ours and could be removed.</summary>
internal sealed class EngineItems(IContainerEngine engine, EngineInventory inventory, EnvironmentGuard guard, IReadOnlyList<Distro> distros)
{
    /// <summary>Containers that do not run.</summary>
    public async Task<IReadOnlyList<CleanItem>> ContainersAsync(CleanSelection selection, CancellationToken cancellation)
    {
        var items = new List<CleanItem>();
        foreach (var container in inventory.Containers.Where(container => IsIncluded(selection, container.Labels)))
        {
            var environment = EnvironmentOf(container.Labels.GetValueOrDefault(Labels.Distro), container.Labels.GetValueOrDefault(Labels.Release));
            var kept = container.Running ? "is running" : await InUseAsync(environment, cancellation);
            items.Add(new(CleanKind.Containers, container.Name, container.Size, CachedByBuilder: false, kept, token => HoldAsync(environment, async () =>
            {
                await engine.RemoveContainerAsync(container.Id, token);
                return null;
            }, token)));
        }

        return items;
    }

    /// <summary>Images, those that others are made from last.</summary>
    public async Task<IReadOnlyList<CleanItem>> ImagesAsync(CleanSelection selection, CancellationToken cancellation)
    {
        var candidates = new List<(OurImage Image, BuildEnvironment? Environment, string? Kept)>();
        foreach (var image in inventory.Images.Where(image => selection.Includes(image.Distro, image.Release)).OrderByDescending(image => image.Image.Layers.Count))
        {
            var environment = EnvironmentOf(image.Distro, image.Release);
            var stays = selection.Kinds.Contains(CleanKind.Containers) ? inventory.Strangers.Concat(inventory.Containers.Where(container => container.Running)) : inventory.Users;
            var user = stays.FirstOrDefault(container => container.ImageId == image.Image.Image.Id);
            var kept = user is not null ? $"the container {user.Name} uses it" : await InUseAsync(environment, cancellation);
            // To remove it would free nothing, and the next build would have to make it again.
            kept ??= candidates.FirstOrDefault(made => made.Kept is not null && made.Image.Image.IsMadeFrom(image.Image)).Image is { } made ? $"{made} is made from it" : null;
            candidates.Add((image, environment, kept));
        }

        var frees = inventory.Usage.Freed(Gone(candidates.Where(candidate => candidate.Kept is null).Select(candidate => candidate.Image)));
        var counted = new HashSet<string>(StringComparer.Ordinal);
        return [.. candidates.Select(candidate => new CleanItem(
            CleanKind.Images,
            $"{candidate.Image}",
            counted.Add(candidate.Image.Image.Image.Id) ? frees.GetValueOrDefault(candidate.Image.Image.Image.Id) : 0,
            EngineService.Of(engine.Endpoint.Kind).PruneBuildCache is not null,
            candidate.Kept,
            token => HoldAsync(candidate.Environment, () => RemoveAsync(candidate.Image, token), token)))];
    }

    // An image that keeps another name stays.
    private static IEnumerable<LayeredImage> Gone(IEnumerable<OurImage> names) => names
        .GroupBy(name => name.Image.Image.Id)
        .Where(image => image.First().Image.Image.Tags.All(tag => image.Any(name => name.Tag == tag)))
        .Select(image => image.First().Image);

    private async Task<string?> RemoveAsync(OurImage image, CancellationToken cancellation) => image.Tag is { } tag
        ? await guard.HoldAsync(ImageTags.LockName(tag), tag, () => engine.RemoveImageAsync(tag, cancellation))
        : await engine.RemoveImageAsync(image.Reference, cancellation);

    private static bool IsIncluded(CleanSelection selection, IReadOnlyDictionary<string, string> labels) =>
        selection.Includes(labels.GetValueOrDefault(Labels.Distro, ""), labels.GetValueOrDefault(Labels.Release));

    private BuildEnvironment? EnvironmentOf(string? distro, string? release) =>
        release is null ? null : BuildEnvironment.Find(distros, $"{distro}-{release}");

    private Task<string?> InUseAsync(BuildEnvironment? environment, CancellationToken cancellation) =>
        HoldAsync(environment, () => Task.FromResult<string?>(null), cancellation);

    private Task<string?> HoldAsync(BuildEnvironment? environment, Func<Task<string?>> act, CancellationToken cancellation) =>
        environment is null ? act() : guard.HoldAsync(environment, act, cancellation);
}
