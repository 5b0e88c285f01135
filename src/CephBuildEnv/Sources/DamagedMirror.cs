using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>
/// A mirror that was put aside since it was damaged. What trees miss was taken from it then; what is left to lose are branches
/// and tags that the repository has no more.
/// </summary>
/// <param name="git">That reads it.</param>
/// <param name="folder">Its own, which may have nothing but a submodule's.</param>
/// <param name="mirror">The one in its place.</param>
internal sealed class DamagedMirror(Git git, string folder, string mirror)
{
    /// <summary>Why it must stay; null when the other one has all that can be read of it.</summary>
    public async Task<string?> WhyKeepAsync(CancellationToken cancellation)
    {
        // Without objects there is nothing in it.
        foreach (var repository in Repositories.WithModules(folder).Where(repository => Directory.Exists(Path.Combine(repository, "objects"))))
        {
            var other = mirror + repository[folder.Length..];
            try
            {
                if (await OnlyHereAsync(repository, other, cancellation) is { } name)
                    return $"has {name}, which {other} has not; when it is not missed: rm -r {ShellQuote.Quote(folder)}";
            }
            catch (UserException e)
            {
                return $"cannot be compared with {other}: {e.Message.Split('\n')[^1].Trim()}; when nothing is missed: rm -r {ShellQuote.Quote(folder)}";
            }
        }

        return null;
    }

    private async Task<string?> OnlyHereAsync(string repository, string other, CancellationToken cancellation)
    {
        var listing = await git.ReadAsync(repository, [Git.Here, "for-each-ref", "--format=%(objectname) %(refname)"], cancellation);
        var tips = listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).ToList();
        // A mirror that has a commit has all that it is based on.
        var missing = Directory.Exists(other) ? new Mirror(other, url: null!).Without(tips.Select(tip => tip[0])).ToHashSet() : [.. tips.Select(tip => tip[0])];
        foreach (var tip in tips.Where(tip => missing.Contains(tip[0])))
        {
            if ((await git.TryAsync(repository, [Git.Here, "cat-file", "-p", tip[0]], cancellation)).Succeeded)
                return tip[1];
        }

        return null;
    }
}
