namespace CephBuildEnv.Workflow;

/// <summary>A step of the workflow: what it would do, for each thing that it is to be done for.</summary>
/// <param name="name">As the target is called.</param>
/// <param name="workspace">What all steps share.</param>
public abstract class WorkflowStep(string name, Workspace workspace)
{
    public string Name { get; } = name;

    protected Workspace Workspace { get; } = workspace;

    /// <summary>One per host, distro or environment that was asked for.</summary>
    public abstract IEnumerable<Work> Works();

    protected bool IsPending(string step, string key) => Workspace.Pending.Contains((step, key));
}
