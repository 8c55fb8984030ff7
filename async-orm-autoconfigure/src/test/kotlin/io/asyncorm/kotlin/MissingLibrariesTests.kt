package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.autoconfigure.web.shop.Article
import io.asyncorm.autoconfigure.web.shop.Maker
import io.asyncorm.repository.AsyncRepository
import java.io.File
import java.net.URLClassLoader
import java.util.concurrent.Callable
import kotlinx.coroutines.flow.Flow
import org.assertj.core.api.Assertions.assertThat
import org.h2.jdbcx.JdbcDataSource
import org.junit.jupiter.api.Test

/** Tests for what is said where a library is missing that Kotlin needs. */
class MissingLibrariesTests {

	@Test
	fun `without kotlin-reflect nobody knows what is nullable`() {
		val advice = "it is written in Kotlin, and only 'org.jetbrains.kotlin:kotlin-reflect' can tell which of its" +
			" types are nullable; add that library"

		assertThat(failure(ModelInKotlin::class.java, "kotlin-reflect")).contains("Author': $advice")
		assertThat(failure(Suspending::class.java, "kotlin-reflect")).contains("SuspendingMakers: $advice")
	}

	@Test
	fun `without the coroutines nothing is suspended`() {
		assertThat(failure(Suspending::class.java, "kotlinx-coroutines"))
			.contains("SuspendingMakers.aget(String): it is a suspend function;")
			.contains("add 'org.jetbrains.kotlinx:kotlinx-coroutines-core'")
	}

	@Test
	fun `without their reactive part there is no Flow`() {
		assertThat(failure(Flowing::class.java, "kotlinx-coroutines-reactive"))
			.contains("FlowingMakers.alist(String): it returns a Flow;")
			.contains("add 'org.jetbrains.kotlinx:kotlinx-coroutines-reactive'")
	}

	/** What fails if the class path has everything but a library. */
	private fun failure(start: Class<out Callable<*>>, absent: String): String {
		val present = System.getProperty("java.class.path").split(File.pathSeparator).filterNot { it.contains(absent) }
		val urls = present.map { File(it).toURI().toURL() }.toTypedArray()
		URLClassLoader(urls, ClassLoader.getPlatformClassLoader()).use { loader ->
			val started = loader.loadClass(start.name).getDeclaredConstructor().newInstance() as Callable<*>
			val thread = Thread.currentThread()
			val own = thread.contextClassLoader
			thread.contextClassLoader = loader
			try {
				return generateSequence(runCatching { started.call() }.exceptionOrNull()) { it.cause }
					.joinToString("\n") { it.message.toString() }
			} finally {
				thread.contextClassLoader = own
			}
		}
	}

	class ModelInKotlin : Callable<Any> {

		override fun call(): Any = start(listOf(Author::class.java)) { it.toString() }

	}

	class Suspending : Callable<Any> {

		override fun call(): Any = start(MODELS) { it.repository(SuspendingMakers::class.java) }

	}

	class Flowing : Callable<Any> {

		override fun call(): Any = start(MODELS) { it.repository(FlowingMakers::class.java) }

	}

	interface SuspendingMakers : AsyncRepository<Maker, Long> {

		suspend fun aget(name: String): Maker

	}

	interface FlowingMakers : AsyncRepository<Maker, Long> {

		fun alist(name: String): Flow<Maker>

	}

	companion object {

		private val MODELS = listOf(Maker::class.java, Article::class.java)

		/** Past the drivers, which are of one class loader only. */
		private fun start(models: List<Class<*>>, then: (AsyncOrm) -> Any): Any {
			val database = JdbcDataSource().apply { setURL("jdbc:h2:mem:libraries") }
			return AsyncOrm.builder(database).models(models).build().use(then)
		}

	}

}
