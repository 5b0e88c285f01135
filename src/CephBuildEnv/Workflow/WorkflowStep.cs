namespace CephBuildEnv.Workflow;

/// <summary>A step of the workflow: what it would do, for each thing that it is to be done for.</summary>
/// <param name="name">As the target is called.</param>
/// <param name="workspace">What all steps share.</param>
public abstract class WorkflowStep(string name, Workspace workspace)
{
    public string Name { get; } = name;

    /// <summary>How many works are done at once. One, where each of them can use the whole machine.</summary>
    public virtual int Concurrency => 1;

    protected Workspace Workspace { get; } = workspace;

    /// <summary>Images whose builder may work at the same time: it waits for mirrors more than for the processor.</summary>
    protected const int ImagesAtOnce = 4;

    /// <summary>One per host, distro or environment that was asked for.</summary>
    public abstract IEnumerable<Work> Works();

    protected bool IsPending(string step, string key) => Workspace.Pending.Contains((step, key));
}
