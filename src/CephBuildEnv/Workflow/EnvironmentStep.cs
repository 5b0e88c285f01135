using CephBuildEnv.Environments;
using CephBuildEnv.Locking;

namespace CephBuildEnv.Workflow;

/// <summary>A step that is done for each environment that was asked for, as long as nothing has failed for its distro.</summary>
/// <param name="name">As the target is called.</param>
/// <param name="workspace">What all steps share.</param>
public abstract class EnvironmentStep(string name, Workspace workspace) : WorkflowStep(name, workspace)
{
    public sealed override IEnumerable<Work> Works() => Workspace.Options.Environments.Select(environment => new Work(
        environment.Key, cancellation => DecideAsync(environment, cancellation), cancellation => ActAsync(environment, cancellation))
    {
        Requires = environment.Distro.Name,
    });

    /// <summary>Whether it has to be done. Changes nothing.</summary>
    protected abstract Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation);

    /// <summary>Does it. Safe to call when nothing has to be done.</summary>
    protected abstract Task ActAsync(BuildEnvironment environment, CancellationToken cancellation);

    /// <summary>Holds an environment's source tree, build folder and cache.</summary>
    /// <exception cref="UserException">Somebody else does.</exception>
    protected ResourceLock TakeSource(BuildEnvironment environment) =>
        ResourceLock.Take(Workspace.Layout, LockNames.Source(environment), $"the source tree of {environment}");
}
