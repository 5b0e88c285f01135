using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>Checks out another ref in a tree, without its submodules.</summary>
internal sealed class TreeSwitch(string tree, Git git)
{
    private string GitFolder => Repositories.GitFolderOf(tree);

    /// <summary>In a tree that has nothing checked out yet.</summary>
    public Task CheckOutFirstAsync(Mirror mirror, string refName, CancellationToken cancellation) => RunAsync(
        mirror.IsBranch(refName) ? ["-B", refName, "--track", $"origin/{refName}"] : ["--detach", mirror.TryResolve(refName)!], cancellation);

    /// <summary>Finds out what is going to be checked out, and notes it: from now on the switch is unfinished.</summary>
    /// <returns>Arguments of git checkout.</returns>
    /// <exception cref="UserException">A branch of the tree went another way than that of the repository.</exception>
    public async Task<IReadOnlyList<string>> PlanAsync(Mirror mirror, string refName, CancellationToken cancellation)
    {
        var upstream = mirror.TryResolve(refName);
        var (before, own) = Repositories.Ask(tree, repository =>
            (repository.Info.IsHeadDetached ? repository.Head.Tip.Sha : repository.Head.FriendlyName, repository.Branches[refName]?.Tip?.Sha));
        // What the repository does not have, or has and goes on from here, is the tree's own.
        var isBranch = upstream is null || mirror.IsBranch(refName);
        var keepsOwn = upstream is null || (isBranch && own is not null && await IsAncestorAsync(upstream, own, cancellation));
        if (isBranch && !keepsOwn && own is not null && !await IsAncestorAsync(own, upstream!, cancellation))
        {
            throw new UserException(
                $"the branch {refName} of {tree} and that of the repository went different ways, so it cannot be brought up to date; " +
                $"join them: git -C {tree} checkout {refName} && git -C {tree} rebase origin/{refName}, or build it as it is: leave --branch and --fetch out");
        }

        new UnfinishedSwitch(refName, keepsOwn ? own! : upstream!, before).Write(GitFolder);
        return !isBranch ? ["--detach", upstream!]
            : keepsOwn ? [refName]
            // In one step also where the branch exists: there is nothing in it that the repository has not.
            : ["-B", refName, "--track", $"origin/{refName}"];
    }

    /// <param name="arguments">As planned.</param>
    /// <param name="overwrite">The tree was clean, and an attempt has failed in the middle: what that has written may go.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">git refuses, such as for a file that would be overwritten.</exception>
    public async Task<bool> CheckOutAsync(IReadOnlyList<string> arguments, bool overwrite, CancellationToken cancellation)
    {
        try
        {
            await RunAsync([.. overwrite ? ["--force"] : Array.Empty<string>(), .. arguments], cancellation);
            (UnfinishedSwitch.Read(GitFolder)! with { Reached = true }).Write(GitFolder);
            return true;
        }
        catch (CommandException e) when (!Damage.IsSuspected(e) || overwrite)
        {
            var (refName, _, before, _) = UnfinishedSwitch.Read(GitFolder)!;
            if (await IsCleanAsync(cancellation))
            {
                UnfinishedSwitch.Remove(GitFolder);
                throw new UserException($"{refName} is not checked out, and {tree} still has {before}: {e.Message}", e);
            }

            throw new UserException($"{e.Message}\n{HalfWay()}", e);
        }
    }

    /// <summary>Whether a switch that was noted has come as far as to the submodules; if not, and nothing was changed, it is forgotten.</summary>
    /// <exception cref="UserException">It stopped in the middle of the tree.</exception>
    public async Task<bool> IsReachedAsync(CancellationToken cancellation)
    {
        var noted = UnfinishedSwitch.Read(GitFolder);
        var isThere = noted is not null && Repositories.Ask(tree, repository => repository.Head.Tip?.Sha) == noted.Commit;
        if (isThere && noted!.Reached)
            return true;
        if (noted is { Reached: false } && !await IsCleanAsync(cancellation))
            throw new UserException(HalfWay());
        if (isThere)
            return true;
        UnfinishedSwitch.Remove(GitFolder);
        return false;
    }

    private string HalfWay()
    {
        var (refName, commit, before, _) = UnfinishedSwitch.Read(GitFolder)!;
        var target = refName == commit || Repositories.Ask(tree, repository => repository.Branches[refName]) is null ? $"--detach {commit}" : refName;
        return $"{tree} is half of {before} and half of {refName}: its switch was stopped in the middle; finish it: " +
            $"rm -f {GitFolder}/index.lock && git -C {tree} checkout --force {target}; if the changes in it are yours: rm {UnfinishedSwitch.FileIn(GitFolder)}";
    }

    // Also files that git ignores here may be somebody's, and the other ref may have files in their places.
    private Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        git.RunAsync(tree, ["checkout", "--progress", "--no-overwrite-ignore", .. arguments, "--"], cancellation);

    // Its own files: submodules are not at the commits of a tree that has just been switched.
    private async Task<bool> IsCleanAsync(CancellationToken cancellation) =>
        await git.ReadAsync(tree, ["status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all"], cancellation) == "";

    private async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken cancellation)
    {
        var result = await git.TryAsync(tree, ["merge-base", "--is-ancestor", older, newer], cancellation);
        return result.ExitCode is 0 or 1 ? result.Succeeded : throw new DamagedRepositoryException(tree, result.Error.Split('\n')[0]);
    }
}
