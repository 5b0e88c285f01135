namespace Nuke.Common;

/// <summary>
/// Marks a field or property that the command line, a <c>NUKE_…</c> environment variable or <c>.nuke/parameters.json</c> can set.
/// What the member is initialised with is the default.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ParameterAttribute(string? description = null) : Attribute
{
    public string? Description { get; } = description;

    /// <summary>The name to use instead of the member's.</summary>
    public string? Name { get; set; }

    /// <summary>Splits one text into the elements of an array.</summary>
    public string? Separator { get; set; }

    /// <summary>Whether <c>--help</c> lists it.</summary>
    public bool List { get; set; } = true;
}
