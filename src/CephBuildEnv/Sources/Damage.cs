using System.Text.RegularExpressions;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>Tells errors that a damaged repository may have caused from all others.</summary>
internal static partial class Damage
{
    /// <summary>Whether it is worth looking for damage, which takes long.</summary>
    public static bool IsSuspected(Exception error) => error switch
    {
        DamagedRepositoryException => true,
        CommandException command => Signs().IsMatch(command.Output),
        { InnerException: { } inner } => IsSuspected(inner),
        _ => false,
    };

    /// <summary>Of what fsck says: whether objects or refs cannot be read. What old commits did not keep to is no damage.</summary>
    public static bool IsReported(string fsck) => Faults().IsMatch(fsck);

    /// <summary>The objects that fsck misses.</summary>
    public static IReadOnlyList<string> MissingObjects(string fsck) =>
        [.. Missing().Matches(fsck).Select(match => match.Groups["id"].Value).Where(id => id.Trim('0').Length > 0).Distinct()];

    // What git says to that effect, in the versions from 2.13 on.
    [GeneratedRegex(
        @"bad object|bad tree object|bad config|invalid sha1 pointer|invalid object|not a tree|missing (?:blob|tree|commit|tag|necessary objects)|" +
        @"did not send all necessary objects|is corrupt|corrupt loose object|is empty$|does not match index|pack checksum|index-pack died|inflate: data stream|" +
        @"unable to (?:read|find|unpack|normalize alternate)|failed to read object|cannot read object|could not read [0-9a-f]{7}|could not parse|" +
        @"not a git repository|not a valid object|null OID|broken ref|bad ref|hash mismatch|not our ref|packfile .* (?:cannot be|index|claims|is far)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Signs();

    [GeneratedRegex("^(?:error: |fatal: |missing |broken link)", RegexOptions.Multiline)]
    private static partial Regex Faults();

    [GeneratedRegex(@"(?:missing (?:blob|tree|commit|tag)|invalid sha1 pointer|invalid reflog entry|to +(?:blob|tree|commit|tag)) (?<id>[0-9a-f]{40})", RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();
}
