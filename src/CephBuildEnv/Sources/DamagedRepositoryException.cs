namespace CephBuildEnv.Sources;

/// <summary>A repository whose files are there and cannot be read.</summary>
/// <param name="folder">Its git folder, or its tree.</param>
/// <param name="what">That cannot be read.</param>
/// <param name="cause">As it was met.</param>
public sealed class DamagedRepositoryException(string folder, string what, Exception? cause = null)
    : UserException($"{folder} is damaged: {what.TrimEnd('.')}; see what is missing: git -C {folder} fsck", cause);
