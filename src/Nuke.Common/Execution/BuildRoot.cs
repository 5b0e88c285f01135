using Nuke.Common.IO;

namespace Nuke.Common.Execution;

/// <summary>Finds the root directory when no <c>--root</c> names it.</summary>
internal static class BuildRoot
{
    public static AbsolutePath Find()
    {
        AbsolutePath current = Environment.CurrentDirectory;
        AbsolutePath? home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } path ? path : null;
        for (var folder = current; folder is not null; folder = folder.Parent)
        {
            // A .nuke folder in the home folder belongs to the user's tools, not to a build.
            if (folder != home && Directory.Exists(folder / ".nuke"))
                return folder;
        }
        throw new StartException(
            $"Could not locate '.nuke' directory/file while walking up from '{current}'.{Environment.NewLine}" +
            "Either create a directory/file to mark the root directory, or add '--root [path]' to the invocation.", exitCode: 1);
    }
}
