using CephBuildEnv.Workflow;

namespace CephBuildEnv.Tests.Workflow;

/// <summary>A step of which a test says what it decides and does.</summary>
internal sealed class FakeStep(string name, Workspace workspace, params Work[] works) : WorkflowStep(name, workspace)
{
    public List<string> Done { get; } = [];

    public override int Concurrency => AtOnce;

    public int AtOnce { get; init; } = 1;

    public override IEnumerable<Work> Works() => works.Select(work => work with
    {
        Act = async token =>
        {
            Done.Add(work.Key);
            await work.Act(token);
        },
    });

    public static Work Needed(string key, string reason = "does not exist") => new(key, _ => Task.FromResult(Decision.Need(reason)), _ => Task.CompletedTask);

    public static Work UpToDate(string key) => new(key, _ => Task.FromResult(Decision.UpToDate("is up to date")), _ => Task.CompletedTask);

    public static Work Failing(string key, Exception error) => new(key, _ => Task.FromResult(Decision.Need("has to be done")), _ => throw error);
}
