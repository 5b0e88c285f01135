namespace Nuke.Common;

/// <summary>What becomes of the dependencies of a skipped target.</summary>
public enum DependencyBehavior
{
    Skip,
    Execute,
}
