namespace Nuke.Common;

/// <summary>How much is logged: everything, debug and above, warnings and above, errors only.</summary>
public enum Verbosity
{
    Verbose,
    Normal,
    Minimal,
    Quiet,
}
