package io.asyncorm.autoconfigure.migration;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where a tool looks for migrations: a folder, or one of the class path.
 *
 * @param inFiles whether it is a folder of the file system
 * @param path its path, or that in the class path; may have wildcards
 */
record MigrationLocation(boolean inFiles, String path) {

	private static final String FILES = "filesystem:";

	private static final String CLASSES = "classpath:";

	private static final Pattern WILDCARD = Pattern.compile("[*?]");

	/** One as a tool writes it; empty if it is elsewhere, such as in a bucket. */
	static Optional<MigrationLocation> of(String location) {
		if (location.startsWith(FILES)) {
			return Optional.of(new MigrationLocation(true, location.substring(FILES.length())));
		}
		String path = location.startsWith(CLASSES) ? location.substring(CLASSES.length()) : location;
		path = StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(path, '/'), '/');
		return (path.isEmpty() || path.indexOf(':') >= 0) ? Optional.empty()
				: Optional.of(new MigrationLocation(false, path));
	}

	/** Whether a folder of the sources is found there, itself or as one within. */
	boolean covers(Path folder) {
		return within(folder).isPresent();
	}

	/** The path that a file or folder of the sources has there; empty if it has none. */
	Optional<Path> within(Path path) {
		Path absolute = absolute(path);
		for (Path each = absolute; each != null; each = each.getParent()) {
			if (is(each)) {
				return Optional.of(each.relativize(absolute));
			}
		}
		return Optional.empty();
	}

	private boolean is(Path folder) {
		if (isPattern()) {
			PathMatcher pattern = FileSystems.getDefault()
				.getPathMatcher("glob:" + (this.inFiles ? this.path : "**/" + this.path));
			return pattern.matches(folder);
		}
		return this.inFiles ? folder.equals(absolute(Path.of(this.path))) : folder.endsWith(Path.of(this.path));
	}

	private boolean isPattern() {
		return WILDCARD.matcher(this.path).find();
	}

	/**
	 * Its folder among the sources.
	 * @param root what of them becomes the class path; null if that is not known
	 */
	Optional<Path> folder(@Nullable Path root) {
		if (isPattern() || (!this.inFiles && root == null)) {
			return Optional.empty();
		}
		return Optional.of((this.inFiles || root == null) ? Path.of(this.path) : root.resolve(this.path));
	}

	/** What of the sources becomes the class path, if a folder of them is found there. */
	Optional<Path> root(Path folder) {
		Path own = Path.of(this.path);
		for (Path each = folder.normalize(); each != null; each = each.getParent()) {
			if (!this.inFiles && each.endsWith(own)) {
				Path root = each;
				for (int i = 0; i < own.getNameCount() && root != null; i++) {
					root = root.getParent();
				}
				return Optional.of((root != null) ? root : Path.of(""));
			}
		}
		return Optional.empty();
	}

	private static Path absolute(Path path) {
		return path.toAbsolutePath().normalize();
	}

	@Override
	public String toString() {
		return (this.inFiles ? FILES : CLASSES) + this.path;
	}

}
