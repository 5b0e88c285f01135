using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;

namespace CephBuildEnv.Disk;

/// <summary>Keeps hands off what is in use: it is locked while it is looked at, as it is by who builds in it.</summary>
/// <param name="layout">Where the locks are.</param>
/// <param name="engine">Null when it does not answer: then nothing runs in it either.</param>
public sealed class EnvironmentGuard(HostLayout layout, IContainerEngine? engine)
{
    /// <summary>Who is in an environment: a run that holds it, or a container; null when nobody is.</summary>
    public Task<string?> InUseAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        HoldAsync(environment, () => Task.FromResult<string?>(null), cancellation);

    /// <summary>Does something while nobody else can use the environment.</summary>
    /// <returns>Who is in it, or what <paramref name="act"/> returns.</returns>
    public async Task<string?> HoldAsync(BuildEnvironment environment, Func<Task<string?>> act, CancellationToken cancellation) =>
        await HoldAsync(LockNames.Source(environment), $"the source tree of {environment}", async () =>
            await RunningAsync(environment, cancellation) is { } container
                ? $"the container {container} runs in it; leave it, or stop it"
                : await act());

    /// <summary>Does something while it holds a lock.</summary>
    /// <returns>Who holds it, or what <paramref name="act"/> returns.</returns>
    public async Task<string?> HoldAsync(string lockName, string resource, Func<Task<string?>> act)
    {
        ResourceLock held;
        try
        {
            held = ResourceLock.Take(layout, lockName, resource);
        }
        catch (UserException e)
        {
            return e.Message;
        }

        using (held)
            return await act();
    }

    /// <summary>Does something while no environment is in use, so that no tree comes into being.</summary>
    /// <returns>Who is in one, or what <paramref name="act"/> returns.</returns>
    public async Task<string?> HoldAllAsync(Func<Task<string?>> act)
    {
        var held = new List<ResourceLock>();
        try
        {
            return TakeAll(held) ?? await act();
        }
        finally
        {
            held.ForEach(taken => taken.Dispose());
        }
    }

    private string? TakeAll(List<ResourceLock> held)
    {
        try
        {
            foreach (var name in Directory.EnumerateFiles(layout.Locks, $"{LockNames.SourcePrefix}*.lock").Select(path => Path.GetFileNameWithoutExtension(path)))
                held.Add(ResourceLock.Take(layout, name, $"the source tree of {name[LockNames.SourcePrefix.Length..]}"));
            return null;
        }
        catch (UserException e)
        {
            return e.Message;
        }
    }

    private async Task<string?> RunningAsync(BuildEnvironment environment, CancellationToken cancellation) => engine is null
        ? null
        : (await engine.ListContainersAsync(Labels.Distro, cancellation))
            .FirstOrDefault(container => container.Running &&
                container.Labels.GetValueOrDefault(Labels.Distro) == environment.Distro.Name &&
                container.Labels.GetValueOrDefault(Labels.Release) == environment.Release.Value)?.Name;
}
