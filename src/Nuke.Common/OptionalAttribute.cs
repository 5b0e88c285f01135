namespace Nuke.Common;

/// <summary>Documents that the build works without the parameter. It has no effect: a bad value is an error all the same.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class OptionalAttribute : Attribute;
