package io.asyncorm.replicas

import io.asyncorm.Orm.kw
import io.asyncorm.Replica
import io.asyncorm.model.SchemaAction
import io.asyncorm.replicas.Entries.Journals
import java.time.Duration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.springframework.core.PropagationContextElement

/**
 * Coroutines take along who wrote, on whatever threads they go on, and read that, whatever the standby shows, whose
 * replay is paused.
 */
@Timeout(180)
internal class CoroutineCallersIntegrationTests : AbstractJournalTests() {

	private lateinit var journals: Journals

	@BeforeEach
	fun start() {
		builder().schemaAction(SchemaAction.CREATE).build().close()
		cluster.awaitReplayed()
		cluster.pauseReplay()
		orm = builder().replica(Replica.of("replica", standby).stickiness(Duration.ofHours(1))).build()
		journals = orm.repository(Journals::class.java)
	}

	@Test
	fun `a coroutine reads in another dispatcher what it wrote`() {
		val seen = runBlocking {
			withContext(PropagationContextElement()) {
				write()
				withContext(Dispatchers.IO) {
					yield()
					journals.acount().await()
				}
			}
		}

		assertThat(seen).isEqualTo(1)
	}

	@Test
	fun `a coroutine reads what it wrote in another dispatcher`() {
		val seen = runBlocking {
			withContext(PropagationContextElement()) {
				withContext(Dispatchers.Default) { write() }
				listOf(Dispatchers.IO, Dispatchers.Default)
					.map { async(it) { journals.acount().await() } }
					.awaitAll() + journals.acount().await()
			}
		}

		assertThat(seen).containsExactly(1, 1, 1)
	}

	@Test
	fun `a coroutine without that element does not take it along`() {
		val seen = runBlocking {
			write()
			withContext(Dispatchers.IO) { journals.acount().await() }
		}

		assertThat(seen).isZero()
	}

	private suspend fun write() {
		journals.acreate(kw("name", "own")).await()
	}

}
