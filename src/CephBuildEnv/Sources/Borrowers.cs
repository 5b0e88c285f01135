using System.IO.Enumeration;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>
/// Which repositories below <c>/ceph/src</c> borrow their objects from others: those others must stay. What borrows from
/// outside, such as a clone that a user made elsewhere, cannot be known.
/// </summary>
public sealed class Borrowers
{
    private readonly IReadOnlyList<(string Borrower, string Lender)> _loans;

    private Borrowers(IReadOnlyList<(string Borrower, string Lender)> loans) => _loans = loans;

    /// <summary>Looks at every repository there is, wherever it lies in a tree.</summary>
    public static Borrowers Find(HostLayout layout) => new(
    [
        .. Repositories(layout.Sources).SelectMany(borrower => Alternates.StoresOf(borrower)
            .Select(lender => (borrower, Unlinked(layout, lender)))),
    ]);

    /// <summary>A repository elsewhere that borrows from what lies below a folder; null when there is none.</summary>
    /// <param name="folder">The lender's.</param>
    /// <param name="without">Folders whose repositories do not count.</param>
    public string? Of(string folder, params IEnumerable<string> without) => _loans
        .Where(loan => HostLayout.IsBelow(loan.Lender, folder) && !HostLayout.IsBelow(loan.Borrower, folder) && !without.Any(other => HostLayout.IsBelow(loan.Borrower, other)))
        .Select(loan => loan.Borrower)
        .FirstOrDefault();

    private static IEnumerable<string> Repositories(string folder) => Directory.Exists(folder)
        ? new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName is "alternates" && entry.Directory.EndsWith("/objects/info"),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Select(file => file[..^"/objects/info/alternates".Length])
        : [];

    // Written by git before the paths were made those of a container.
    private static string Unlinked(HostLayout layout, string path) =>
        new DirectoryInfo(layout.Root).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } real && HostLayout.IsBelow(path, real)
            ? layout.Root + path[real.Length..]
            : path;
}
