namespace Nuke.Common;

/// <summary>Defines a target. Every property of this type on the build class is a target of the property's name.</summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
