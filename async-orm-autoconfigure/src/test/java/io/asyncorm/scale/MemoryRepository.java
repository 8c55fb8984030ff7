package io.asyncorm.scale;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.shardingsphere.mode.repository.standalone.StandalonePersistRepository;
import org.jspecify.annotations.Nullable;

/**
 * Where ShardingSphere keeps its configuration while it runs: in memory, so that it needs
 * no database of its own, nor what reads XML for that. Safe for use by several threads.
 */
public final class MemoryRepository implements StandalonePersistRepository {

	private final SortedMap<String, String> values = new ConcurrentSkipListMap<>();

	@Override
	public @Nullable String query(String key) {
		return this.values.get(key);
	}

	@Override
	public List<String> getChildrenKeys(String key) {
		String folder = key.endsWith(PATH_SEPARATOR) ? key : key + PATH_SEPARATOR;
		return below(folder).keySet()
			.stream()
			.map((path) -> path.substring(folder.length()).split(PATH_SEPARATOR)[0])
			.distinct()
			.toList();
	}

	@Override
	public boolean isExisted(String key) {
		return this.values.containsKey(key) || !below(key + PATH_SEPARATOR).isEmpty();
	}

	@Override
	public void persist(String key, @Nullable String value) {
		this.values.put(key, (value != null) ? value : "");
	}

	@Override
	public void update(String key, String value) {
		persist(key, value);
	}

	@Override
	public void delete(String key) {
		this.values.remove(key);
		below(key + PATH_SEPARATOR).clear();
	}

	private SortedMap<String, String> below(String folder) {
		return this.values.subMap(folder, folder + Character.MAX_VALUE);
	}

	@Override
	public void close() {
		this.values.clear();
	}

	@Override
	public Object getType() {
		return "Memory";
	}

}
