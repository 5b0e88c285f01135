using CephBuildEnv.Hosting;

namespace CephBuildEnv.Diagnostics;

/// <summary>The host's /ceph: complete, or something in the way, or of another user.</summary>
public sealed class CephFolderCheck(HostLayout layout) : ICheck
{
    public string Name => layout.Root;

    public Task<CheckResult> RunAsync(CancellationToken cancellation) => Task.FromResult(Look());

    private CheckResult Look()
    {
        try
        {
            var missing = new HostPreparation(layout, target: null).Plan();
            if (missing.Count > 0)
                return CheckResult.Good($"not prepared yet: the first build does it, or ./build.sh Prepare");
            var owner = HostUser.OwnerOf(layout.Root)!.Value;
            return CheckResult.Good($"complete, belongs to {HostUser.NameOf(owner.User)}");
        }
        catch (UserException e)
        {
            return CheckResult.Bad(e.Message.Split(';')[0], e.Message[(e.Message.IndexOf(';') + 1)..].Trim());
        }
    }
}
